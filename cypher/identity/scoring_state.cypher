// purpose  By which scoring model the records of the graph were last compared.
// mode     read
// return   model  STRING  its name, null before the first time
OPTIONAL MATCH (s:State {name: 'graph'})
RETURN s.model AS model
