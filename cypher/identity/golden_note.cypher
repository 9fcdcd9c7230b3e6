// purpose  Note by which survivorship rules the golden records are written.
// mode     write
// param    basis  STRING  a hash of them
MERGE (s:State {name: 'graph'})
SET s.survivorship = $basis
