// purpose  Make persons again as the ledger has them; members that belong to somebody stay there.
// mode     write
// param    rows     LIST<MAP>  person (id), members (node: element id, since, was, origin)
// return   persons  INTEGER    how many
UNWIND $rows AS row
MERGE (p:Person {id: row.person})
SET p:Stale:Fresh
WITH p, row
CALL (p, row) {
  UNWIND row.members AS member
  MATCH (m)
  WHERE elementId(m) = member.node AND NOT EXISTS { (m)-[:BELONGS_TO]->() }
  CREATE (m)-[:BELONGS_TO {since: member.since, was: member.was, origin: member.origin}]->(p)
}
SET p.members = COUNT { (p)<-[:BELONGS_TO]-() }
RETURN count(*) AS persons
