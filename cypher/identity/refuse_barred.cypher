// purpose  Refuse the links between two values that never join, where no verdict says so yet.
// mode     write
// param    nodes    LIST<STRING>  element ids of some that never join
// return   refused  INTEGER       how many
UNWIND $nodes AS node
MATCH (n:Identifier)-[e:SEEN_WITH|ALIAS]-(m)
WHERE elementId(n) = node AND n.barred IS NOT NULL AND m.barred IS NOT NULL
WITH DISTINCT e
WITH startNode(e) AS a, endNode(e) AS b
WHERE NOT EXISTS { (a)-[:REFUSED]->(b) }
CREATE (a)-[:REFUSED {rule: a.standing, because: a.key}]->(b)
RETURN count(*) AS refused
