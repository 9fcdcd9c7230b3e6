// purpose  Touchpoints that two persons claim with equal right.
// mode     write
// param    nodes  LIST<STRING>  their element ids
// return   count  INTEGER       how many
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (t:Touchpoint) WHERE elementId(t) = node
SET t:Contested
RETURN count(t) AS count
