// purpose  Retire issued ids: each answers with its successor from now on, or with nothing where there is none.
// mode     write
// param    rows     LIST<MAP>  person (the id that is retired), to (its successor, or null)
// return   retired  INTEGER    how many
CYPHER replan=skip
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
OPTIONAL MATCH (p)-[golden:GOLDEN]->()
DELETE golden
WITH DISTINCT p, row
SET p = {id: row.person}
REMOVE p:Person:Fresh
SET p:Redirect:Stale
WITH p, row
OPTIONAL MATCH (to:Person {id: row.to})
FOREACH (successor IN CASE WHEN to IS NULL THEN [] ELSE [to] END | CREATE (p)-[:TO]->(successor))
RETURN count(*) AS retired
