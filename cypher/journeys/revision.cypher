// purpose  The revision of the graph.
// mode     read
// return   revision  INTEGER  it grows with every change; 0 before any
OPTIONAL MATCH (s:State {name: 'graph'})
RETURN coalesce(s.revision, 0) AS revision
