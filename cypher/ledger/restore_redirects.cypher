// purpose  Make retired ids answer again as the ledger has it.
// mode     write
// param    rows       LIST<MAP>  id, to (the person's id or null)
// return   redirects  INTEGER    how many
UNWIND $rows AS row
MERGE (r:Redirect {id: row.id})
WITH r, row
OPTIONAL MATCH (p:Person {id: row.to})
WHERE NOT EXISTS { (r)-[:TO*1..]->(:Person) }
OPTIONAL MATCH (r)-[old:TO]->()
WHERE p IS NOT NULL
DELETE old
WITH DISTINCT r, p
FOREACH (one IN CASE WHEN p IS NULL THEN [] ELSE [1] END | CREATE (r)-[:TO]->(p))
RETURN count(*) AS redirects
