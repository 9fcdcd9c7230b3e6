// purpose  Touchpoints are about products.
// mode     write
// param    groups  LIST<LIST<ANY>>  internal id of a product, and those of its touchpoints
UNWIND $groups AS row
MATCH (n)
WHERE id(n) = row[0]
UNWIND row[1] AS touchpoint
MATCH (t)
WHERE id(t) = touchpoint
CREATE (t)-[:ABOUT]->(n)
