// purpose  Hold the graph still: loads, judgements and policies wait until this transaction ends, and take their turns after it.
// mode     write
// return   revision  INTEGER  the revision; 0 before the first load
// note     In the order in which others take these locks, so that nobody waits for who waits for them.
MERGE (l:State {name: 'load'})
SET l.name = 'load'
WITH l
MERGE (j:State {name: 'judgements'})
SET j.name = 'judgements'
WITH j
MERGE (s:State {name: 'graph'})
SET s.revision = coalesce(s.revision, 0)
RETURN s.revision AS revision
