// purpose  Give retired ids another successor.
// mode     write
// param    rows       LIST<MAP>  person (the retired id), to (its successor)
// return   repointed  INTEGER    how many
CYPHER replan=skip
UNWIND $rows AS row
MATCH (r:Redirect {id: row.person})
MATCH (p:Person {id: row.to})
OPTIONAL MATCH (r)-[old:TO]->()
DELETE old
WITH DISTINCT r, p
CREATE (r)-[:TO]->(p)
RETURN count(*) AS repointed
