// purpose  New touchpoints, known to be new.
// mode     write
// param    rows   LIST<MAP>        properties, at, received; times as seconds and nanoseconds
// return   pairs  LIST<LIST<ANY>>  id and internal id of each
UNWIND $rows AS row
CREATE (t:Touchpoint)
SET t = row.properties, t.at = datetime({epochSeconds: row.at[0], nanosecond: row.at[1]}),
  t.receivedAt = CASE WHEN row.received IS NOT NULL THEN datetime({epochSeconds: row.received[0], nanosecond: row.received[1]}) END
RETURN collect([row.properties.id, id(t)]) AS pairs
