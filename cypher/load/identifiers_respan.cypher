// purpose  First and last event times of identifiers whose evidence was withdrawn, from what still holds.
// mode     write
// param    keys  LIST<STRING>  identifier keys
OPTIONAL MATCH (turn:State {name: 'load'})
WITH coalesce(turn.mark, 'Touched') AS mark
UNWIND $keys AS key
MATCH (i:Identifier {key: key})
OPTIONAL MATCH (i)<-[:CARRIED]-(t:Touchpoint)
WITH mark, i, min(t.at) AS first, max(t.at) AS last
OPTIONAL MATCH (i)<-[:STATES]-(r:Record)
WITH mark, i, first, last, min(r.at) AS stated, max(r.at) AS lastStated
SET i:$(mark),
  i.first = CASE WHEN first IS NULL OR stated < first THEN stated ELSE first END,
  i.last = CASE WHEN last IS NULL OR lastStated > last THEN lastStated ELSE last END
