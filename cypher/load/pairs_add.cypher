// purpose  Identifiers were seen with each other, by touchpoints of one source.
// mode     write
// param    rows  LIST<LIST<ANY>>  internal ids from the smaller to the larger key, source, count, first, last (seconds and nanoseconds)
UNWIND $rows AS row
MATCH (a)
WHERE id(a) = row[0]
MATCH (b)
WHERE id(b) = row[1]
WITH a, b, row[2] AS source, row[3] AS count, datetime({epochSeconds: row[4][0], nanosecond: row[4][1]}) AS first,
  datetime({epochSeconds: row[5][0], nanosecond: row[5][1]}) AS last
MERGE (a)-[s:SEEN_WITH]->(b)
ON CREATE SET s.count = count, s.first = first, s.last = last, s.sources = [source]
ON MATCH SET s.count = s.count + count,
  s.first = CASE WHEN first < s.first THEN first ELSE s.first END,
  s.last = CASE WHEN last > s.last THEN last ELSE s.last END,
  s.sources = CASE WHEN source IN s.sources THEN s.sources
    ELSE [x IN s.sources WHERE x < source] + [source] + [x IN s.sources WHERE x > source] END
