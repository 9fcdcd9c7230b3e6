// purpose  New records state identifiers, each of them once.
// mode     write
// param    rows  LIST<LIST<ANY>>  internal ids of record and identifier, source, event time (seconds and nanoseconds, or null)
UNWIND $rows AS row
MATCH (r)
WHERE id(r) = row[0]
MATCH (i)
WHERE id(i) = row[1]
WITH r, i, row[2] AS source, CASE WHEN row[3] IS NOT NULL THEN datetime({epochSeconds: row[3][0], nanosecond: row[3][1]}) END AS at
CREATE (r)-[:STATES {count: 1, sources: [source], first: at, last: at}]->(i)
