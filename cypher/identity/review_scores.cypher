// purpose  Put resemblances near the threshold into the queue, on either side of it, and those that are too little to join two groups.
// mode     auto
// param    threshold  FLOAT    the score from which on records are alike enough to be one; above 1 for none
// param    near       FLOAT    how far from the threshold is near
// return   found      INTEGER  how many
CYPHER replan=skip
WITH $threshold AS threshold
WHERE threshold <= 1
MATCH (p:Stale)<-[:BELONGS_TO]-(m:Record)-[e:RESEMBLES]-(n:Record)-[:BELONGS_TO]->(q:Person)
USING SCAN p:Stale
WHERE (abs(e.score - threshold) <= $near OR EXISTS { (m)-[:REFUSED {rule: 'lone'}]-(n) }) AND NOT p:Excluded AND NOT q:Excluded
  AND NOT EXISTS {
    MATCH (m)<-[x:ON]-(j)-[y:ON]->(n)
    WHERE x.side <> y.side AND j.state IN ['stands', 'pending'] AND j.verdict <> 'not_a_customer'
  }
WITH DISTINCT threshold, e, startNode(e) AS m, endNode(e) AS n, p = q AS joined
MATCH (m)-[:BELONGS_TO]->(p:Person), (n)-[:BELONGS_TO]->(q:Person)
WITH threshold, e, p, q, joined, EXISTS { (m)-[:REFUSED {rule: 'lone'}]->(n) } AS lone, CASE WHEN m.id < n.id THEN ['record/' + m.id, 'record/' + n.id] ELSE ['record/' + n.id, 'record/' + m.id] END AS pair
CALL (threshold, e, p, q, joined, lone, pair) {
  MERGE (r:Review {id: 'score|' + pair[0] + '|' + pair[1]})
  SET r.kind = 'score', r.risk = CASE WHEN lone THEN 0.4 ELSE 0.2 + 0.2 * (1.0 - abs(e.score - threshold) / $near) END, r.a = pair[0], r.b = pair[1],
    r.reason = 'Their score of ' + round(e.score, 3) + CASE
      WHEN lone THEN ' does not join the groups that they are in: fewer than half of the records of these are alike.'
      ELSE ' is near the threshold of ' + threshold + CASE WHEN joined THEN '; they are one.' ELSE '; they are apart.' END
    END
  MERGE (r)-[:ABOUT]->(p)
  MERGE (r)-[:ABOUT]->(q)
} IN TRANSACTIONS OF 1000 ROWS
RETURN count(*) AS found
