// purpose  Put persons into the queue whose identifiers of equal priority were seen on one touchpoint, which therefore belongs to neither.
// mode     auto
// param    priorities  MAP      namespace to priority
// return   found       INTEGER  how many pairs of persons
CYPHER replan=skip
MATCH (p:Stale)<-[:BELONGS_TO]-(m:Identifier)-[v:REFUSED]-(n:Identifier)-[:BELONGS_TO]->(q:Person)
USING SCAN p:Stale
WHERE p <> q AND v.rule <> 'judgement' AND NOT p:Excluded AND NOT q:Excluded AND $priorities[m.namespace] = $priorities[n.namespace]
  AND EXISTS { (m)-[:SEEN_WITH]-(n) }
  AND NOT EXISTS {
    MATCH (m)<-[x:ON]-(j)-[y:ON]->(n)
    WHERE x.side <> y.side AND j.state IN ['stands', 'pending'] AND j.verdict <> 'not_a_customer'
  }
WITH CASE WHEN m.key < n.key THEN [m, n] ELSE [n, m] END AS pair, CASE WHEN p.id < q.id THEN [p, q] ELSE [q, p] END AS persons
WITH DISTINCT pair, persons ORDER BY pair[0].key, pair[1].key
WITH persons, collect(pair) AS pairs
CALL (persons, pairs) {
  WITH persons, pairs, 'identifier/' + pairs[0][0].key AS a, 'identifier/' + pairs[0][1].key AS b
  MERGE (r:Review {id: 'touchpoints|' + a + '|' + b})
  SET r.kind = 'touchpoints', r.risk = 0.4 + 0.1 * (1.0 - 1.0 / size(pairs)), r.a = a, r.b = b,
    r.reason = 'Touchpoints carry identifiers of both with equal right and belong to neither.'
  FOREACH (each IN persons | MERGE (r)-[:ABOUT]->(each))
} IN TRANSACTIONS OF 1000 ROWS
RETURN count(*) AS found
