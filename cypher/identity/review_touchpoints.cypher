// purpose  Persons whose identifiers of equal priority were seen on one touchpoint, which therefore belongs to neither: items of the queue.
// mode     read
// param    priorities  MAP          namespace to priority
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
WITH persons, size(pairs) AS count, 'identifier/' + pairs[0][0].key AS a, 'identifier/' + pairs[0][1].key AS b
RETURN 'touchpoints|' + a + '|' + b AS id, 'touchpoints' AS kind, 0.4 + 0.1 * (1.0 - 1.0 / count) AS risk, a, b, null AS others, null AS judgement,
  'Touchpoints carry identifiers of both with equal right and belong to neither.' AS reason, [each IN persons | each.id] AS persons
