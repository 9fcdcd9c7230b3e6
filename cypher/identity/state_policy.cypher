// purpose  Note when and by which policy the graph is unified, and from which score records that are alike are evidence.
// mode     write
// param    policy     STRING   its hash
// param    threshold  FLOAT    the score; above 1 for none
// param    revise     BOOLEAN  the graph has changed: its revision grows by one
// return   revision   INTEGER  the revision since
CYPHER replan=skip
MERGE (s:State {name: 'graph'})
SET s.unifiedAt = datetime(), s.policy = $policy, s.threshold = $threshold
SET s.revision = coalesce(s.revision, 0) + CASE WHEN $revise THEN 1 ELSE 0 END
RETURN s.revision AS revision
