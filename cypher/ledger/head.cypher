// purpose  The last entry, and what the graph keeps as the head; a whole ledger has both the same.
// mode     read
// return   number  INTEGER  the last entry's number; 0 before the first
// return   hash    STRING   its hash
// return   kept    INTEGER  the number of the head as it was kept apart
// return   keptHash STRING  its hash
OPTIONAL MATCH (s:State {name: 'graph'})
WITH coalesce(s.entries, 0) AS kept, coalesce(s.ledger, '') AS keptHash
OPTIONAL MATCH (e:Entry)
WITH kept, keptHash, e
ORDER BY e.number DESC LIMIT 1
RETURN coalesce(e.number, 0) AS number, coalesce(e.hash, '') AS hash, kept, keptHash
