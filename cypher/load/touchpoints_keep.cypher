// purpose  Versions of touchpoints that are not the current one.
// mode     write
// param    rows  LIST<MAP>  touchpoint, version, hash, content, at (seconds and nanoseconds, or null)
UNWIND $rows AS row
MATCH (n:Touchpoint {id: row.touchpoint})
MERGE (v:Version {id: row.touchpoint + '|' + row.hash})
SET v.version = row.version, v.hash = row.hash, v.content = row.content,
  v.at = CASE WHEN row.at IS NOT NULL THEN datetime({epochSeconds: row.at[0], nanosecond: row.at[1]}) END
MERGE (n)-[:WAS]->(v)
