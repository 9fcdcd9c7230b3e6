// purpose  Give persons the members that changed hands; all persons around them have journeys to derive again.
// mode     write
// param    rows     LIST<MAP>  person (id), size (all its members), members (element ids of those that are new to it)
// param    retired  LIST<STRING>  persons that are retired in the same transaction
// param    number   INTEGER    the change set of the ledger that says so
// return   persons  INTEGER    how many persons were written
CYPHER replan=skip
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
  WITH p, m, old, [id IN [was.id] WHERE id IN $retired] AS left
  WITH p, m, old, [id IN coalesce(old.was, []) WHERE id <> p.id] + left AS before, coalesce(old.origin, head(left)) AS origin
  SET m.held = null
  DELETE old
  WITH DISTINCT p, m, before, origin
  CREATE (m)-[:BELONGS_TO {since: $number, was: CASE WHEN size(before) > 0 THEN before END, origin: origin}]->(p)
  WITH m
  MATCH (m)-[:OF*0..1]->(:Identifier)-[:SEEN_WITH]-()<-[:OF*0..1]-()-[:BELONGS_TO]->(near:Person)
  SET near:Stale
}
RETURN count(*) AS persons
