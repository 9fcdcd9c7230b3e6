// purpose  By which scoring model the records of the graph were last compared, and whether evidence has changed since.
// mode     read
// return   model    STRING   its name, null before the first time
// return   touched  BOOLEAN  some record or identifier has changed since it was last dealt with
CYPHER replan=skip
OPTIONAL MATCH (s:State {name: 'graph'})
RETURN s.model AS model, EXISTS { (:Touched) } AS touched
