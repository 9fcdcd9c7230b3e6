// purpose  A restoration of persons has ended.
// mode     write
MATCH (s:State {name: 'graph'})
REMOVE s.restoring
