// purpose  Whether this graph is the demo's, and whether it holds anything: the story is never mixed into somebody's data.
// mode     read
// return   demo     BOOLEAN  the demo has been here before
// return   story    STRING   the digest of the story that was loaded completely, or null
// return   sources  INTEGER  sources the graph holds
OPTIONAL MATCH (state:State {name: 'demo'})
RETURN state IS NOT NULL AS demo, state.story AS story, COUNT { (:Source) } AS sources
