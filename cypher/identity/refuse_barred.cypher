// purpose  Refuse the links between two that never join, or wait, where no verdict says so yet.
// mode     write
// param    nodes    LIST<STRING>  element ids of some that never join
// param    until    DATETIME      the instant of the run: what was first seen later waits; null: nothing waits
// return   refused  INTEGER       how many
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (n)
WHERE elementId(n) = node AND n.barred IS NOT NULL AND n.standing IS NOT NULL
CALL (n) {
  MATCH (n:Identifier)-[e:SEEN_WITH|ALIAS]-(m)
  WHERE m.barred IS NOT NULL AND m.standing IS NOT NULL
  RETURN e
  UNION ALL
  MATCH (n:Record)-[e:STATES|RESEMBLES]-(m)
  WHERE m.barred IS NOT NULL AND m.standing IS NOT NULL
  RETURN e
}
WITH DISTINCT e
WITH startNode(e) AS a, endNode(e) AS b, coalesce(e.first > $until, false) AS waits
WITH a, b, waits OR a.standing = 'waiting' OR b.standing = 'waiting' AS waits
WITH a, b, CASE WHEN waits THEN 'waiting' ELSE a.standing END AS rule, CASE WHEN NOT waits THEN a.key END AS because
WHERE NOT EXISTS { (a)-[v:REFUSED]->(b) WHERE v.rule = rule }
OPTIONAL MATCH (a)-[old:ADMITTED|REFUSED]->(b)
DELETE old
WITH DISTINCT a, b, rule, because
CREATE (a)-[:REFUSED {rule: rule, because: because}]->(b)
RETURN count(*) AS refused
