// purpose  Whether this graph is the demo's, and whether it holds anything: the story is never mixed into somebody's data.
// mode     read
// return   demo     BOOLEAN  the story was loaded here before
// return   sources  INTEGER  sources the graph holds
RETURN EXISTS { (:State {name: 'demo'}) } AS demo, COUNT { (:Source) } AS sources
