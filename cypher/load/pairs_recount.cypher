// purpose  Evidence between identifiers of touchpoints that have changed, counted again from what they carry now.
// mode     write
// param    pairs  LIST<LIST<STRING>>  the smaller and the larger key
UNWIND $pairs AS pair
MATCH (a:Identifier {key: pair[0]})
MATCH (b:Identifier {key: pair[1]})
OPTIONAL MATCH (a)<-[:CARRIED {role: 'actor'}]-(t:Touchpoint)-[:CARRIED {role: 'actor'}]->(b)
WITH a, b, t
ORDER BY t.source
WITH a, b, count(t) AS count, min(t.at) AS first, max(t.at) AS last, collect(DISTINCT t.source) AS sources
FOREACH (_ IN CASE WHEN count > 0 THEN [1] ELSE [] END |
  MERGE (a)-[s:SEEN_WITH]->(b)
  SET s.count = count, s.first = first, s.last = last, s.sources = sources
)
WITH a, b, count
WHERE count = 0
MATCH (a)-[s:SEEN_WITH]->(b)
DELETE s
