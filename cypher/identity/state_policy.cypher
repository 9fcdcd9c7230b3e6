// purpose  Note when and by which policy the graph is unified, and from which score records that are alike are evidence.
// mode     write
// param    policy     STRING  its hash
// param    threshold  FLOAT   the score; above 1 for none
MERGE (s:State {name: 'graph'})
SET s.unifiedAt = datetime(), s.policy = $policy, s.threshold = $threshold
