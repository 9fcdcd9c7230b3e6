// purpose  Records whose version has changed state identifiers, some of them still.
// mode     write
// param    rows  LIST<LIST<ANY>>  internal ids of record and identifier, source, event time (seconds and nanoseconds, or null)
UNWIND $rows AS row
MATCH (r)
WHERE id(r) = row[0]
MATCH (i)
WHERE id(i) = row[1]
MERGE (r)-[s:STATES]->(i)
SET s.count = 1, s.sources = [row[2]],
  s.first = CASE WHEN row[3] IS NOT NULL THEN datetime({epochSeconds: row[3][0], nanosecond: row[3][1]}) END,
  s.last = CASE WHEN row[3] IS NOT NULL THEN datetime({epochSeconds: row[3][0], nanosecond: row[3][1]}) END
