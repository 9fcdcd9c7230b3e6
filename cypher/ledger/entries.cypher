// purpose  Entries, the newest first.
// mode     read
// param    before    INTEGER   only entries before this number
// param    limit     INTEGER   how many at most
// return   number    INTEGER   from 1, without a gap
// return   kind      STRING    run, judgement, undo, policy, model or load
// return   at        DATETIME  when it was appended
// return   author    STRING    who did it
// return   subject   STRING    what it is about, null for nothing in particular
// return   parts     INTEGER   how many change sets it has
// return   digest    STRING    of its change sets
// return   previous  STRING    the hash of the entry before it
// return   hash      STRING    its own
// browser  :param before => 1000000; :param limit => 20
MATCH (e:Entry)
WHERE e.number < $before
RETURN e.number AS number, e.kind AS kind, e.at AS at, e.author AS author, e.subject AS subject, e.parts AS parts, e.digest AS digest,
  e.previous AS previous, e.hash AS hash
ORDER BY number DESC LIMIT $limit
