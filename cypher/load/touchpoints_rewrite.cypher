// purpose  Touchpoints whose current version is another one from now on.
// mode     write
// param    rows   LIST<MAP>        properties, at, received; times as seconds and nanoseconds
// return   keys   LIST<STRING>     the id of each
// return   nodes  LIST<INTEGER>    its internal id, at the same place
UNWIND $rows AS row
MATCH (t:Touchpoint {id: row.properties.id})
SET t = row.properties, t.at = datetime({epochSeconds: row.at[0], nanosecond: row.at[1]}),
  t.receivedAt = CASE WHEN row.received IS NOT NULL THEN datetime({epochSeconds: row.received[0], nanosecond: row.received[1]}) END
RETURN collect(row.properties.id) AS keys, collect(id(t)) AS nodes
