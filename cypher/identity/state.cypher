// purpose  The state of the graph: its revision and the policy it was unified by.
// mode     read
// return   revision   INTEGER   grows with every load that added something and every unify that changed something
// return   policy     STRING    the hash of the policy of the last unify, null before the first
// return   until      DATETIME  the instant up to which it was unified, null where all counted
// return   threshold  FLOAT     the score from which records that are alike were evidence, null before the first
OPTIONAL MATCH (s:State {name: 'graph'})
RETURN coalesce(s.revision, 0) AS revision, s.policy AS policy, s.until AS until, s.threshold AS threshold
