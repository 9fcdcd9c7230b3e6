// purpose  Bring the verdicts between generic values that were not counted again in line with what they were seen with.
// mode     write
// param    nodes    LIST<STRING>  element ids of generic values
// return   changed  INTEGER       how many verdicts were written or taken back
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (n)
WHERE elementId(n) = node AND n.standing = 'generic'
CALL (n) {
  MATCH (n)-[e:SEEN_WITH]-(m)
  WHERE m.standing = 'generic' AND NOT EXISTS { (n)-[:REFUSED]-(m) }
  WITH DISTINCT e
  WITH startNode(e) AS a, endNode(e) AS b
  CREATE (a)-[:REFUSED {rule: 'generic', because: CASE WHEN a.key < b.key THEN a.key + ', ' + b.key ELSE b.key + ', ' + a.key END}]->(b)
  RETURN 1 AS done
  UNION ALL
  MATCH (n)-[v:REFUSED]-(m)
  WHERE m.standing = 'generic' AND NOT EXISTS { (n)-[:SEEN_WITH|ALIAS]-(m) }
  WITH DISTINCT v
  DELETE v
  RETURN 1 AS done
}
RETURN count(*) AS changed
