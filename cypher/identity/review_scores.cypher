// purpose  Resemblances near the threshold, on either side of it, and those that are too little to join two groups: items of the queue.
// mode     read
// param    threshold  FLOAT         the score from which on records are alike enough to be one; above 1 for none
// param    near       FLOAT         how far from the threshold is near
// return   id         STRING        the item's key, which lasts
// return   kind       STRING        what kind of item
// return   risk       FLOAT         how likely it is wrong, 0 to 1
// return   a          STRING        the ref of one of the two it is about
// return   b          STRING        the ref of the other
// return   others     LIST<STRING>  refs of more, null where there are none
// return   judgement  STRING        the judgement that it is about, null for none
// return   reason     STRING        one sentence
// return   persons    LIST<STRING>  ids of those whom it is about
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
WITH threshold, e.score AS score, p.id AS one, q.id AS other, joined, EXISTS { (m)-[:REFUSED {rule: 'lone'}]->(n) } AS lone,
  CASE WHEN m.id < n.id THEN ['record/' + m.id, 'record/' + n.id] ELSE ['record/' + n.id, 'record/' + m.id] END AS pair
RETURN 'score|' + pair[0] + '|' + pair[1] AS id, 'score' AS kind,
  CASE WHEN lone THEN 0.4 ELSE 0.2 + 0.2 * (1.0 - abs(score - threshold) / $near) END AS risk, pair[0] AS a, pair[1] AS b,
  null AS others, null AS judgement,
  'Their score of ' + round(score, 3) + CASE
    WHEN lone THEN ' does not join the groups that they are in: fewer than half of the records of these are alike.'
    ELSE ' is near the threshold of ' + threshold + CASE WHEN joined THEN '; they are one.' ELSE '; they are apart.' END
  END AS reason, [one, other] AS persons
