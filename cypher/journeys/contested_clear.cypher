// purpose  Touchpoints that are no longer contested.
// mode     write
// param    nodes  LIST<STRING>  their element ids
// return   count  INTEGER       how many
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (t:Touchpoint) WHERE elementId(t) = node
REMOVE t:Contested
RETURN count(t) AS count
