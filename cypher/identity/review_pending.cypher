// purpose  Put judgements into the queue that wait for a second account.
// mode     write
// return   found  INTEGER  how many
// note     A judgement has a verdict: that it is said lets the index by both be used, for judgements grow.
CYPHER replan=skip
MATCH (j:Judgement)
USING INDEX j:Judgement(state, verdict)
WHERE j.state = 'pending' AND j.verdict IS NOT NULL
OPTIONAL MATCH (j)-[:ON {pair: true, side: 'a'}]->(a)
OPTIONAL MATCH (j)-[:ON {pair: true, side: 'b'}]->(b)
MERGE (r:Review {id: 'pending|' + j.id})
SET r.kind = 'pending', r.risk = 0.95, r.judgement = j.id,
  r.a = coalesce('record/' + a.id, 'identifier/' + a.key), r.b = coalesce('record/' + b.id, 'identifier/' + b.key),
  r.reason = j.author + ' judged ' + j.size + ' members ' + replace(j.verdict, '_', ' ') + '; a second account must agree.'
WITH j, r
CALL (j, r) {
  MATCH (j)-[:ON {pair: true}]->()-[:BELONGS_TO]->(p:Person)
  MERGE (r)-[:ABOUT]->(p)
}
RETURN count(*) AS found
