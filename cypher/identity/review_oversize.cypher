// purpose  Put persons of very many members into the queue.
// mode     write
// param    limit  INTEGER  members that no person should exceed
// return   found  INTEGER  how many
CYPHER replan=skip
MATCH (p:Stale)
USING SCAN p:Stale
WHERE p.members > $limit AND NOT p:Excluded
  AND NOT EXISTS {
    MATCH (p)<-[:BELONGS_TO]-()<-[:ON {side: 'a', pair: true}]-(j)-[:ON {side: 'b', pair: true}]->()-[:BELONGS_TO]->(p)
    WHERE j.state = 'stands' AND j.verdict IN ['same', 'unsure']
  }
MATCH (p)<-[:BELONGS_TO]-(m)
WITH p, min(coalesce('record/' + m.id, 'identifier/' + m.key)) AS anchor
MERGE (r:Review {id: 'oversize|' + anchor})
SET r.kind = 'oversize', r.risk = 0.6 + 0.3 * (1.0 - toFloat($limit) / p.members), r.a = anchor, r.b = null,
  r.reason = 'A person of ' + p.members + ' members; at most ' + $limit + ' are expected.'
MERGE (r)-[:ABOUT]->(p)
RETURN count(*) AS found
