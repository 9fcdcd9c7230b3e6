// purpose  The number of the next entry and what stands before it; whoever else appends waits until this transaction ends.
// mode     write
// param    sets      INTEGER   how many change sets are written with it, 0 or 1
// return   number    INTEGER   the number
// return   set       INTEGER   the number of its change set, if one is written with it
// return   previous  STRING    the hash of the entry before it, null for the first
// return   at        DATETIME  the time of the entry before it, null for the first
MERGE (s:State {name: 'graph'})
SET s.entries = coalesce(s.entries, 0) + 1, s.changeSets = coalesce(s.changeSets, 0) + $sets
WITH s
OPTIONAL MATCH (last:Entry {number: s.entries - 1})
RETURN s.entries AS number, s.changeSets AS set, s.ledger AS previous, last.at AS at
