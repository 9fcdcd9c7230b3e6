// purpose  Put items into the queue.
// mode     write
// param    rows   LIST<MAP>  id, kind, risk, reason, a, b, others, judgement (as the statements that look for items return them), persons (ids)
// return   found  INTEGER    how many
CYPHER replan=skip
UNWIND $rows AS row
MERGE (r:Review {id: row.id})
SET r.kind = row.kind, r.risk = row.risk, r.reason = row.reason, r.a = row.a, r.b = row.b, r.others = row.others, r.judgement = row.judgement
WITH r, row
CALL (r, row) {
  UNWIND row.persons AS id
  MATCH (p:Person {id: id})
  MERGE (r)-[:ABOUT]->(p)
}
RETURN count(*) AS found
