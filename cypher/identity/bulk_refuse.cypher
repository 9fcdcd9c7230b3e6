// purpose  Refuse every link of identifiers that never join, and every link that waits, where no verdict says so yet.
// mode     auto
// param    until    DATETIME  the instant of the run: what was first seen later waits; null: nothing waits
// return   refused  INTEGER   how many
CALL () {
  MATCH (i:Identifier)
  WHERE i.standing IN ['junk', 'shared', 'evidence', 'unknown', 'waiting']
  MATCH (i)-[e:STATES|SEEN_WITH|ALIAS]-()
  RETURN e
  UNION
  MATCH (r:Record)
  WHERE $until IS NOT NULL AND r.standing = 'waiting'
  MATCH (r)-[e:STATES|RESEMBLES]-()
  RETURN e
}
WITH DISTINCT e
WITH startNode(e) AS a, endNode(e) AS b, coalesce(e.first > $until, false) AS waits
WITH a, b, waits OR coalesce(a.standing = 'waiting', false) OR coalesce(b.standing = 'waiting', false) AS waits,
  CASE WHEN a.standing IN ['junk', 'shared', 'evidence', 'unknown'] THEN a ELSE b END AS barred
WITH a, b, CASE WHEN waits THEN 'waiting' ELSE barred.standing END AS rule, CASE WHEN NOT waits THEN barred.key END AS because
WHERE NOT EXISTS { (a)-[v:REFUSED]->(b) WHERE v.rule = rule }
CALL (a, b, rule, because) {
  OPTIONAL MATCH (a)-[old:ADMITTED|REFUSED]->(b)
  DELETE old
  WITH DISTINCT a, b, rule, because
  CREATE (a)-[:REFUSED {rule: rule, because: because}]->(b)
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS refused
