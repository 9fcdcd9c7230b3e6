// purpose  Records belong to households and accounts.
// mode     write
// param    rows  LIST<LIST<ANY>>  internal ids of record and household or account, role
UNWIND $rows AS row
MATCH (r)
WHERE id(r) = row[0]
MATCH (g)
WHERE id(g) = row[1]
MERGE (r)-[:MEMBER_OF {role: row[2]}]->(g)
