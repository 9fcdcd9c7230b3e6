// purpose  Hold the graph at its revision: whoever would change it waits until this transaction ends.
// mode     write
// return   revision  INTEGER  the revision; 0 before the first load
CYPHER replan=skip
MERGE (s:State {name: 'graph'})
SET s.revision = coalesce(s.revision, 0)
RETURN s.revision AS revision
