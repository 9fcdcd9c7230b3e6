// purpose  Persons that a judgement holds together against a limit, and that have gained a value nobody knew of when it was made: items of the queue.
// mode     read
// param    unique     LIST<STRING>  namespaces of which a person has one value, or one for each scope
// note     From the persons that changed, for judgements grow; with their label the planner would rather begin with all that stand.
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
RETURN 'against|' + j.id AS id, 'against' AS kind, 0.85 AS risk,
  coalesce('record/' + left.id, 'identifier/' + left.key) AS a, coalesce('record/' + right.id, 'identifier/' + right.key) AS b,
  null AS others, j.id AS judgement,
  j.author + ' judged these the same; the person now holds more values than it may: ' + over[0] + '.' AS reason, [p.id] AS persons
