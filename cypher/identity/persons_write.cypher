// purpose  Give persons the members that changed hands; all persons around them have journeys to derive again.
// mode     write
// param    rows     LIST<MAP>  person (id), size (all its members), members (element ids of those that are new to it)
// return   persons  INTEGER    how many persons were written
UNWIND $rows AS row
MERGE (p:Person {id: row.person})
SET p:Stale:Fresh, p.members = row.size
WITH p, row
CALL (p, row) {
  UNWIND row.members AS node
  MATCH (m)
  WHERE elementId(m) = node
  OPTIONAL MATCH (m)-[old:BELONGS_TO]->(was:Person)
  SET was:Stale:Fresh
  DELETE old
  WITH DISTINCT p, m
  CREATE (m)-[:BELONGS_TO]->(p)
  WITH m
  MATCH (m)-[:OF*0..1]->(:Identifier)-[:SEEN_WITH]-()<-[:OF*0..1]-()-[:BELONGS_TO]->(near:Person)
  SET near:Stale
}
RETURN count(*) AS persons
