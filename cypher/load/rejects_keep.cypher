// purpose  Rows that could not be accepted are kept, each once.
// mode     write
// param    rows  LIST<MAP>  id, source, mapping, path, file, line, raw, reason, columns, broken
// param    at    DATETIME   the clock
UNWIND $rows AS row
MERGE (r:Reject {id: row.id})
ON CREATE SET r = row, r.at = $at, r.state = 'open'
ON MATCH SET r.reason = row.reason
