// purpose  The number of the next entry and of its change set, and what stands before it; the graph has a new revision. Whoever else appends waits until this transaction ends.
// mode     write
// return   number    INTEGER   the number
// return   set       INTEGER   the number of its change set
// return   previous  STRING    the hash of the entry before it, null for the first
// return   at        DATETIME  the time of the entry before it, null for the first
CYPHER replan=skip
MERGE (s:State {name: 'graph'})
SET s.entries = coalesce(s.entries, 0) + 1, s.changeSets = coalesce(s.changeSets, 0) + 1, s.revision = coalesce(s.revision, 0) + 1
WITH s
OPTIONAL MATCH (last:Entry {number: s.entries - 1})
RETURN s.entries AS number, s.changeSets AS set, s.ledger AS previous, last.at AS at
