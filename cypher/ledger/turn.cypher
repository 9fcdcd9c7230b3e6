// purpose  The number of the next entry and what stands before it; whoever else appends waits until this transaction ends.
// mode     write
// return   number    INTEGER   the number
// return   previous  STRING    the hash of the entry before it, null for the first
// return   at        DATETIME  the time of the entry before it, null for the first
MERGE (s:State {name: 'graph'})
SET s.entries = coalesce(s.entries, 0) + 1
WITH s
OPTIONAL MATCH (last:Entry {number: s.entries - 1})
RETURN s.entries AS number, s.ledger AS previous, last.at AS at
