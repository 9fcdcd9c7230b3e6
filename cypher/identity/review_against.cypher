// purpose  Put judgements into the queue against which evidence speaks that nobody knew of: a link they forbid, seen later or to a member that is new.
// mode     auto
// return   found  INTEGER  how many judgements
CYPHER replan=skip
MATCH (p:Stale)<-[:BELONGS_TO]-(m)-[v:REFUSED]-(n)
USING SCAN p:Stale
WHERE NOT p:Excluded AND v.rule IN ['judgement', 'contested'] AND v.because CONTAINS 'judgement: '
UNWIND [word IN split(replace(replace(v.because, ';', ' '), '|', ' '), ' ') WHERE word STARTS WITH 'J-'] AS id
MATCH (j:Judgement {id: id})
USING INDEX j:Judgement(id)
WHERE j.state = 'stands' AND j.verdict = 'different'
OPTIONAL MATCH (m)-[:OF]->{0,1}()-[e:STATES|SEEN_WITH|RESEMBLES]-()<-[:OF]-{0,1}(n)
WITH j, p, m, n, e, coalesce('record/' + m.id, 'identifier/' + m.key) AS one, coalesce('record/' + n.id, 'identifier/' + n.key) AS other
WHERE e.last > j.at OR NOT one IN j.knew OR NOT other IN j.knew
WITH j, collect(DISTINCT CASE WHEN one < other THEN one + ' - ' + other ELSE other + ' - ' + one END) AS links
CALL (j, links) {
  MATCH (j)-[:ON {pair: true, side: 'a'}]->(a), (j)-[:ON {pair: true, side: 'b'}]->(b)
  MERGE (r:Review {id: 'against|' + j.id})
  SET r.kind = 'against', r.risk = 0.8 + 0.1 * (1.0 - 1.0 / size(links)), r.judgement = j.id,
    r.a = coalesce('record/' + a.id, 'identifier/' + a.key), r.b = coalesce('record/' + b.id, 'identifier/' + b.key),
    r.reason = j.author + ' judged these different; since then ' + size(links) + CASE WHEN size(links) = 1 THEN ' link says' ELSE ' links say' END + ' otherwise: ' + links[0] + '.'
  WITH r, a, b
  UNWIND [a, b] AS judged
  MATCH (judged)-[:BELONGS_TO]->(p:Person)
  MERGE (r)-[:ABOUT]->(p)
} IN TRANSACTIONS OF 1000 ROWS
RETURN count(DISTINCT j) AS found
