// purpose  A restoration of persons begins.
// mode     write
MERGE (s:State {name: 'graph'})
SET s.restoring = true
