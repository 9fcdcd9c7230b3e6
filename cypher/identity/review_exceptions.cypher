// purpose  Put persons into the queue that a judgement holds together against a limit, once they have gained a value nobody knew of when it was made.
// mode     auto
// param    unique  LIST<STRING>  namespaces of which a person has one value, or one for each scope
// return   found   INTEGER       how many
// note     From the persons that changed, for judgements grow; with their label the planner would rather begin with all that stand.
CYPHER replan=skip
MATCH (p:Stale)<-[:BELONGS_TO]-(left)<-[:ON {pair: true, side: 'a'}]-(j)
USING SCAN p:Stale
WHERE NOT p:Excluded AND j.state = 'stands' AND j.verdict = 'same'
WITH p, left, j
MATCH (j)-[:ON {pair: true, side: 'b'}]->(right)
WHERE EXISTS { (right)-[:BELONGS_TO]->(p) }
WITH p, left, j, right
MATCH (p)<-[:BELONGS_TO]-(u)
WHERE NOT u:Use AND u.namespace IN $unique AND u.twin IS NULL
WITH j, p, left, right, u.namespace AS namespace, u.scope AS scope, collect(DISTINCT u) AS held
WHERE size(held) > 1 AND any(u IN held WHERE NOT EXISTS { (u)<-[:ON]-(j) })
WITH j, p, left, right, collect(namespace + ' ' + size(held)) AS over
CALL (j, p, left, right, over) {
  MERGE (r:Review {id: 'against|' + j.id})
  SET r.kind = 'against', r.risk = 0.85, r.judgement = j.id,
    r.a = coalesce('record/' + left.id, 'identifier/' + left.key), r.b = coalesce('record/' + right.id, 'identifier/' + right.key),
    r.reason = j.author + ' judged these the same; the person now holds more values than it may: ' + over[0] + '.'
  MERGE (r)-[:ABOUT]->(p)
} IN TRANSACTIONS OF 1000 ROWS
RETURN count(DISTINCT j) AS found
