// purpose  Note by which scoring model the records of the graph are compared.
// mode     write
// param    model  STRING  its name
MERGE (s:State {name: 'graph'})
SET s.model = $model
