// purpose  The change sets of a run that has not been sealed, with the number of the entry that seals them and what stands before it; no row where there is none.
// mode     write
// return   pending   LIST<MAP>  number and digest of each, in order
// return   number    INTEGER    the number of the entry
// return   previous  STRING     the hash of the entry before it, null for the first
// return   at        DATETIME   the time of the entry before it, null for the first
// note     Whoever else appends waits until this transaction ends.
CYPHER replan=skip
MATCH (c:ChangeSet:Pending)
USING SCAN c:Pending
WITH c ORDER BY c.number
WITH collect({number: c.number, digest: c.digest}) AS pending
WHERE size(pending) > 0
MERGE (s:State {name: 'graph'})
SET s.entries = coalesce(s.entries, 0) + 1
WITH s, pending
OPTIONAL MATCH (last:Entry {number: s.entries - 1})
RETURN pending, s.entries AS number, s.ledger AS previous, last.at AS at
