// purpose  How many nodes there are; answered from the store's own counters.
// mode     read
// return   nodes  INTEGER  all nodes, whatever their label
MATCH (n)
RETURN count(n) AS nodes
