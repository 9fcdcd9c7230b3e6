// purpose  Put links into the queue that alone hold two groups together.
// mode     write
// param    rows   LIST<MAP>  person, id, risk, reason, a, b (the ends of the link)
// return   found  INTEGER    how many
CYPHER replan=skip
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MERGE (r:Review {id: row.id})
SET r.kind = 'bridge', r.risk = row.risk, r.reason = row.reason, r.a = row.a, r.b = row.b
MERGE (r)-[:ABOUT]->(p)
RETURN count(*) AS found
