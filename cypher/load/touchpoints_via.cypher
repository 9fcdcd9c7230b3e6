// purpose  Touchpoints came through channels.
// mode     write
// param    groups  LIST<LIST<ANY>>  internal id of a channel, and those of its touchpoints
UNWIND $groups AS row
MATCH (n)
WHERE id(n) = row[0]
UNWIND row[1] AS touchpoint
MATCH (t)
WHERE id(t) = touchpoint
CREATE (t)-[:VIA]->(n)
