// purpose  What the graph holds, in a handful of figures.
// mode     read
// return   sources      INTEGER  where the data came from
// return   records      INTEGER  rows that describe somebody
// return   touchpoints  INTEGER  what happened
// return   persons      INTEGER  who it was, by evidence
// return   anonymous    INTEGER  of them, those without any record
// return   journeys     INTEGER  touchpoints in order, cut where a new journey begins
// return   contested    INTEGER  touchpoints that two persons claim with equal right
// return   rejected     INTEGER  rows that were refused and kept
RETURN COUNT { (:Source) } AS sources,
       COUNT { (:Record) } AS records,
       COUNT { (:Touchpoint) } AS touchpoints,
       COUNT { (:Person) } AS persons,
       COUNT { (:Person {anonymous: true}) } AS anonymous,
       COUNT { (:Journey) } AS journeys,
       COUNT { (:Touchpoint:Contested) } AS contested,
       COUNT { (:Reject {state: 'open'}) } AS rejected
