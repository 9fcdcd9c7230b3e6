// purpose  What may be left to do once persons have changed: most single changes leave nothing, and each of these is a question of its own.
// mode     read
// param    limit      INTEGER  members that no person should exceed
// param    threshold  FLOAT    the score from which on records are alike enough to be one; above 1 for none
// param    near       FLOAT    how far from the threshold is near
// return   orphaned   BOOLEAN  a person that has lost its last member
// return   excluded   BOOLEAN  somebody who is, or was, judged to be no customer
// return   old        BOOLEAN  items that stand now and are to be found again
// return   large      BOOLEAN  very many members
// return   refused    BOOLEAN  links that were refused
// return   judged     BOOLEAN  judgements on a member
// return   scored     BOOLEAN  records that resemble others, near the threshold, or not enough for the groups they are in
// return   pending    BOOLEAN  a judgement, on whomever, that waits for a second account
// note     A judgement has a verdict: that it is said lets the index by both be used, for judgements grow.
CYPHER replan=skip
RETURN EXISTS { MATCH (p:Stale) WHERE p:Person AND NOT EXISTS { (p)<-[:BELONGS_TO]-() } } AS orphaned,
  EXISTS { (:Excluded) } OR EXISTS { (:Judgement {state: 'stands', verdict: 'not_a_customer'}) } AS excluded,
  EXISTS { MATCH (p:Stale)<-[:ABOUT]-(:Review) USING SCAN p:Stale } OR EXISTS { (r:Review) WHERE r.kind IN ['against', 'pending'] } AS old,
  EXISTS { (p:Stale) WHERE p.members > $limit } AS large,
  EXISTS { MATCH (p:Stale)<-[:BELONGS_TO]-()-[:REFUSED]-() USING SCAN p:Stale } AS refused,
  EXISTS { MATCH (p:Stale)<-[:BELONGS_TO]-()<-[:ON]-(:Judgement) USING SCAN p:Stale } AS judged,
  EXISTS { MATCH (p:Stale)<-[:BELONGS_TO]-(m:Record)-[e:RESEMBLES]-(n) USING SCAN p:Stale
    WHERE $threshold <= 1 AND (abs(e.score - $threshold) <= $near OR EXISTS { (m)-[:REFUSED {rule: 'lone'}]-(n) }) } AS scored,
  EXISTS { (j:Judgement) WHERE j.state = 'pending' AND j.verdict IS NOT NULL } AS pending
