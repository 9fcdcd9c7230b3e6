// purpose  Take members that no longer join anything out of their persons; those that wait remember which it was.
// mode     write
// param    nodes     LIST<STRING>  element ids
// return   released  INTEGER       how many
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (m)-[old:BELONGS_TO]->(p:Person)
WHERE elementId(m) = node
SET p:Stale:Fresh
SET m.held = CASE WHEN m.standing = 'waiting' THEN p.id END
DELETE old
WITH DISTINCT m, p
SET p.members = COUNT { (p)<-[:BELONGS_TO]-() }
WITH DISTINCT m
OPTIONAL MATCH (m)-[:OF*0..1]->(:Identifier)-[:SEEN_WITH]-()<-[:OF*0..1]-()-[:BELONGS_TO]->(near:Person)
SET near:Stale
RETURN count(DISTINCT m) AS released
