// purpose  New touchpoints, known to be new.
// mode     write
// param    rows   LIST<LIST<ANY>>  id, time and time received (seconds, nanoseconds each), a map of free properties, then the named ones below; absent ones null
// return   keys   LIST<STRING>     the id of each
// return   nodes  LIST<INTEGER>    its internal id, at the same place
UNWIND $rows AS row
CREATE (t:Touchpoint {
  id: row[0], at: datetime({epochSeconds: row[1], nanosecond: row[2]}),
  receivedAt: CASE WHEN row[3] IS NOT NULL THEN datetime({epochSeconds: row[3], nanosecond: row[4]}) END,
  hash: row[6], version: row[7], source: row[8], key: row[9], type: row[10], sequence: row[11], channel: row[12], campaign: row[13],
  product: row[14], session: row[15], `order`: row[16], value: row[17], currency: row[18], contract: row[19], location: row[20], agent: row[21], text: row[22]
})
SET t += row[5]
RETURN collect(row[0]) AS keys, collect(id(t)) AS nodes
