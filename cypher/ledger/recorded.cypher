// purpose  The ledger knows these persons now.
// mode     write
// param    nodes     LIST<STRING>  element ids
// return   recorded  INTEGER       how many
UNWIND $nodes AS node
MATCH (p:Unrecorded)
WHERE elementId(p) = node
REMOVE p:Unrecorded
RETURN count(p) AS recorded
