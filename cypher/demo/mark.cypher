// purpose  Note that this graph is the demo's.
// mode     write
MERGE (:State {name: 'demo'})
