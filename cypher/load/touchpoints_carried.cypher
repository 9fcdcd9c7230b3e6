// purpose  Touchpoints carried identifiers.
// mode     write
// param    rows  LIST<LIST<ANY>>  internal ids of touchpoint and identifier, role
UNWIND $rows AS row
MATCH (t)
WHERE id(t) = row[0]
MATCH (i)
WHERE id(i) = row[1]
CREATE (t)-[:CARRIED {role: row[2]}]->(i)
