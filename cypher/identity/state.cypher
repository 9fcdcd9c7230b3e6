// purpose  The state of the graph: its revision, the policy it was unified by, and whether anything waits to be dealt with.
// mode     read
// return   revision   INTEGER   grows with every load that added something and every unify that changed something
// return   policy     STRING    the hash of the policy of the last unify, null before the first
// return   until      DATETIME  the instant up to which it was unified, null where all counted
// return   threshold  FLOAT     the score from which records that are alike were evidence, null before the first
// return   model      STRING    the scoring model by which records were compared, null before the first time
// return   touched    INTEGER   records and identifiers of which evidence has changed since they were last dealt with
// return   judged     INTEGER   of which somebody has said something since then
CYPHER replan=skip
OPTIONAL MATCH (s:State {name: 'graph'})
RETURN coalesce(s.revision, 0) AS revision, s.policy AS policy, s.until AS until, s.threshold AS threshold, s.model AS model,
  COUNT { (:Touched) } + COUNT { (:Queued) } AS touched, COUNT { (:Judged) } AS judged
