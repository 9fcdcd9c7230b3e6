// purpose  Put judgements into the queue against which evidence speaks that came after them: a link they forbid, seen later or to a member that did not stand by.
// mode     auto
// return   found  INTEGER  how many judgements
MATCH (p:Person:Stale)<-[:BELONGS_TO]-(m)-[v:REFUSED {rule: 'judgement'}]-(n)-[:BELONGS_TO]->(q:Person)
WHERE p <> q
MATCH (p)<-[:BELONGS_TO]-(left)<-[x:ON {pair: true}]-(j:Judgement {state: 'stands', verdict: 'different'})-[y:ON {pair: true}]->(right)-[:BELONGS_TO]->(q)
OPTIONAL MATCH (m)-[:OF]->{0,1}()-[e:STATES|SEEN_WITH|RESEMBLES]-()<-[:OF]-{0,1}(n)
WITH j, p, q, m, n, e
WHERE e.last > j.at OR NOT EXISTS { (m)<-[:ON]-(j) } OR NOT EXISTS { (n)<-[:ON]-(j) }
WITH j, p, q, collect(DISTINCT coalesce(m.id, m.key) + ' - ' + coalesce(n.id, n.key)) AS links
CALL (j, p, q, links) {
  MATCH (j)-[:ON {pair: true, side: 'a'}]->(a), (j)-[:ON {pair: true, side: 'b'}]->(b)
  MERGE (r:Review {id: 'against|' + j.id})
  SET r.kind = 'against', r.risk = 0.8 + 0.1 * (1.0 - 1.0 / size(links)), r.judgement = j.id,
    r.a = coalesce('record/' + a.id, 'identifier/' + a.key), r.b = coalesce('record/' + b.id, 'identifier/' + b.key),
    r.reason = j.author + ' judged these different; since then ' + size(links) + CASE WHEN size(links) = 1 THEN ' link says' ELSE ' links say' END + ' otherwise: ' + links[0] + '.'
  MERGE (r)-[:ABOUT]->(p)
  MERGE (r)-[:ABOUT]->(q)
} IN TRANSACTIONS OF 1000 ROWS
RETURN count(DISTINCT j) AS found
