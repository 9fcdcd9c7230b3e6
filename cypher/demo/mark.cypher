// purpose  Note that this graph is the demo's, and which story it holds completely.
// mode     write
// param    story  STRING  the digest of the story, or null while it is being loaded
MERGE (state:State {name: 'demo'})
SET state.story = $story
