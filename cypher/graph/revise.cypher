// purpose  The graph has changed: its revision grows by one.
// mode     write
// return   revision  INTEGER  the new revision
CYPHER replan=skip
MERGE (s:State {name: 'graph'})
SET s.revision = coalesce(s.revision, 0) + 1
RETURN s.revision AS revision
