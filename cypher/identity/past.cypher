// purpose  Since when members belong to their persons, and which retired ids they were among the last members of.
// mode     read
// param    nodes  LIST<STRING>  element ids
// return   node   STRING        the element id
// return   since  INTEGER       the change set of the ledger; 0 if it came with the person's first members
// return   was    LIST<STRING>  the retired ids in order, null if there are none
// return   origin STRING        the first id it had that was retired then, also when that is in use again; null if none ever was
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (m)-[b:BELONGS_TO]->()
WHERE elementId(m) = node
RETURN node, coalesce(b.since, 0) AS since, b.was AS was, b.origin AS origin
