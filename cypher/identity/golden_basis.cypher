// purpose  By which survivorship rules the golden records were written.
// mode     read
// return   basis  STRING  a hash of them, null before the first run
OPTIONAL MATCH (s:State {name: 'graph'})
RETURN s.survivorship AS basis
