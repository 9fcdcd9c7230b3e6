// purpose  Rejected rows, oldest file first.
// mode     read
// param    source   STRING   only of this source; null for all
// param    state    STRING   open or replayed; null for all
// return   id       STRING   the reject
// return   source   STRING   its source
// return   mapping  STRING   the mapping that could not read it
// return   path     STRING   where that mapping lives
// return   file     STRING   the file it came in
// return   line     INTEGER  the line there
// return   reason   STRING   why it was rejected
// return   state    STRING   open or replayed
MATCH (r:Reject)
WHERE ($source IS NULL OR r.source = $source) AND ($state IS NULL OR r.state = $state)
RETURN r.id AS id, r.source AS source, r.mapping AS mapping, r.path AS path, r.file AS file, r.line AS line, r.reason AS reason, r.state AS state
ORDER BY r.source, r.file, r.line, r.id
