// purpose  A run begins: what is being written ends first, what was queued in the course of another run is marked as changed, and what comes from now on is queued.
// mode     write
// param    most          INTEGER   of so many queued at a time
// return   queued        INTEGER   how many were; run it again until it is less than that
// return   revision      INTEGER   grows with every load that added something and every unify that changed something
// return   policy        STRING    the hash of the policy of the last unify, null before the first
// return   until         DATETIME  the instant up to which it was unified, null where all counted
// return   threshold     FLOAT     the score from which records that are alike were evidence, null before the first
// return   survivorship  STRING    a hash of the survivorship rules by which golden records were written, null before the first run
// return   model         STRING    the scoring model by which records were compared, null before the first time
// return   touched       INTEGER   records and identifiers of which evidence has changed since they were last dealt with
// return   judged        INTEGER   of which somebody has said something since then
// note     Whoever runs it holds the lock of derivations: that loads and judgements ask for it when they have their turn is what queues what they bring.
CYPHER replan=skip
MERGE (l:State {name: 'load'})
SET l.name = 'load'
WITH l
MERGE (j:State {name: 'judgements'})
SET j.name = 'judgements'
WITH j
CALL () {
  MATCH (n:Queued)
  WITH n LIMIT $most
  SET n:Touched, n.barred = CASE WHEN n.standing <> 'generic' THEN n.barred END
  REMOVE n:Queued
  RETURN count(*) AS queued
}
OPTIONAL MATCH (s:State {name: 'graph'})
RETURN queued, coalesce(s.revision, 0) AS revision, s.policy AS policy, s.until AS until, s.threshold AS threshold, s.survivorship AS survivorship, s.model AS model,
  COUNT { (:Touched) } AS touched, COUNT { (:Judged) } AS judged
