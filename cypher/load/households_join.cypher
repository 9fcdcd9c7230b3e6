// purpose  Records belong to households, which exist from then on.
// mode     write
// param    rows  LIST<MAP>  record (internal id), key, role, name
UNWIND $rows AS row
MATCH (r:Record)
WHERE id(r) = row.record
MERGE (g:Household {key: row.key})
SET g.name = coalesce(row.name, g.name)
MERGE (r)-[:MEMBER_OF {role: row.role}]->(g)
