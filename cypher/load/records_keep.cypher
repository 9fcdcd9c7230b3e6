// purpose  Versions of records that are not the current one.
// mode     write
// param    rows  LIST<MAP>  record, version, hash, content, at (seconds and nanoseconds, or null)
UNWIND $rows AS row
MATCH (n:Record {id: row.record})
MERGE (v:Version {id: row.record + '|' + row.hash})
SET v.version = row.version, v.hash = row.hash, v.content = row.content,
  v.at = CASE WHEN row.at IS NOT NULL THEN datetime({epochSeconds: row.at[0], nanosecond: row.at[1]}) END
MERGE (n)-[:WAS]->(v)
