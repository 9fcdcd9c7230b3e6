// purpose  Note by which policy the graph is unified.
// mode     write
// param    policy  STRING  its hash
MERGE (s:State {name: 'graph'})
SET s.policy = $policy
