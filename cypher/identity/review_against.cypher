// purpose  Judgements against which evidence speaks that nobody knew of, a link they forbid, seen later or to a member that is new: items of the queue.
// mode     read
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
MATCH (j)-[:ON {pair: true, side: 'a'}]->(a), (j)-[:ON {pair: true, side: 'b'}]->(b)
RETURN 'against|' + j.id AS id, 'against' AS kind, 0.8 + 0.1 * (1.0 - 1.0 / size(links)) AS risk,
  coalesce('record/' + a.id, 'identifier/' + a.key) AS a, coalesce('record/' + b.id, 'identifier/' + b.key) AS b, null AS others, j.id AS judgement,
  j.author + ' judged these different; since then ' + size(links) + CASE WHEN size(links) = 1 THEN ' link says' ELSE ' links say' END + ' otherwise: ' + links[0] + '.' AS reason,
  [(a)-[:BELONGS_TO]->(p:Person) | p.id] + [(b)-[:BELONGS_TO]->(p:Person) | p.id] AS persons
