// purpose  First and last event times of identifiers whose evidence was withdrawn, from what still holds.
// mode     write
// param    keys  LIST<STRING>  identifier keys
UNWIND $keys AS key
MATCH (i:Identifier {key: key})
OPTIONAL MATCH (i)<-[:CARRIED]-(t:Touchpoint)
WITH i, min(t.at) AS first, max(t.at) AS last
OPTIONAL MATCH (i)<-[:STATES]-(r:Record)
WITH i, first, last, min(r.at) AS stated, max(r.at) AS lastStated
SET i:Touched,
  i.first = CASE WHEN first IS NULL OR stated < first THEN stated ELSE first END,
  i.last = CASE WHEN last IS NULL OR lastStated > last THEN lastStated ELSE last END
