// purpose  Records whose current version is another one from now on.
// mode     write
// param    rows   LIST<MAP>        properties, at (seconds and nanoseconds, or null)
// param    now    DATETIME         the clock
// return   keys   LIST<STRING>     the id of each
// return   nodes  LIST<INTEGER>    its internal id, at the same place
UNWIND $rows AS row
MATCH (r:Record {id: row.properties.id})
SET r:Touched, r = row.properties, r.loadedAt = $now, r.at = CASE WHEN row.at IS NOT NULL THEN datetime({epochSeconds: row.at[0], nanosecond: row.at[1]}) END
RETURN collect(row.properties.id) AS keys, collect(id(r)) AS nodes
