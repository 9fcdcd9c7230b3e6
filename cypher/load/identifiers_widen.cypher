// purpose  Known identifiers are met again, at these event times.
// mode     write
// param    rows   LIST<LIST<ANY>>  key, first, last; times as seconds and nanoseconds, or null
// return   keys   LIST<STRING>     the key of each known one
// return   nodes  LIST<INTEGER>    its internal id, at the same place
OPTIONAL MATCH (turn:State {name: 'load'})
WITH coalesce(turn.mark, 'Touched') AS mark
UNWIND $rows AS row
MATCH (i:Identifier {key: row[0]})
WITH mark, i, row[0] AS key, CASE WHEN row[1] IS NOT NULL THEN datetime({epochSeconds: row[1][0], nanosecond: row[1][1]}) END AS first,
  CASE WHEN row[2] IS NOT NULL THEN datetime({epochSeconds: row[2][0], nanosecond: row[2][1]}) END AS last
SET i:$(mark),
  i.first = CASE WHEN first IS NULL OR i.first <= first THEN i.first ELSE first END,
  i.last = CASE WHEN last IS NULL OR i.last >= last THEN i.last ELSE last END
RETURN collect(key) AS keys, collect(id(i)) AS nodes
