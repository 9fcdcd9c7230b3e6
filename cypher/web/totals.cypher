// purpose  How much there is of everything, for the overview.
// mode     read
// return   revision     INTEGER   the revision of the graph
// return   unifiedAt    DATETIME  when persons were last derived; null before
// return   persons      INTEGER   persons, without those who are judged to be no customers
// return   anonymous    INTEGER   persons without a record
// return   records      INTEGER   records
// return   identifiers  INTEGER   identifiers
// return   apart        INTEGER   identifiers that join nobody: junk, generic, shared, evidence only
// return   touchpoints  INTEGER   touchpoints
// return   contested    INTEGER   touchpoints that two persons claim with equal right
// return   rejects      INTEGER   rejected rows that wait
// return   setAside     INTEGER   unreadable values of accepted rows
OPTIONAL MATCH (s:State {name: 'graph'})
RETURN
  coalesce(s.revision, 0) AS revision,
  s.unifiedAt AS unifiedAt,
  COUNT { MATCH (:Person) } - COUNT { MATCH (:Person:Excluded) } AS persons,
  COUNT { MATCH (p:Person) WHERE p.anonymous AND NOT p:Excluded } AS anonymous,
  COUNT { MATCH (:Record) } AS records,
  COUNT { MATCH (:Identifier) } AS identifiers,
  COUNT { MATCH (i:Identifier) WHERE i.standing IS NOT NULL } AS apart,
  COUNT { MATCH (:Touchpoint) } AS touchpoints,
  COUNT { MATCH (:Contested) } AS contested,
  COUNT { MATCH (r:Reject) WHERE r.state = 'open' } AS rejects,
  COUNT { MATCH (:SetAside) } AS setAside
