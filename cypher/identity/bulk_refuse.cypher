// purpose  Refuse every link of identifiers that never join, where no verdict says so yet.
// mode     auto
// return   refused  INTEGER  how many
MATCH (i:Identifier)
WHERE i.standing IN ['junk', 'shared', 'evidence', 'unknown']
MATCH (i)-[e:STATES|SEEN_WITH|ALIAS]-()
WITH DISTINCT e
WITH startNode(e) AS a, endNode(e) AS b
WHERE NOT EXISTS { (a)-[:REFUSED]->(b) }
CALL (a, b) {
  OPTIONAL MATCH (a)-[old:ADMITTED]->(b)
  DELETE old
  WITH DISTINCT a, b, CASE WHEN a.standing IN ['junk', 'shared', 'evidence', 'unknown'] THEN a ELSE b END AS barred
  CREATE (a)-[:REFUSED {rule: barred.standing, because: barred.key}]->(b)
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS refused
