// purpose  Which kinds of items there may be about persons that have changed: most single changes have none, and each kind is a question of its own.
// mode     read
// return   old      BOOLEAN  items that stand now and are to be found again
// return   refused  BOOLEAN  links that were refused
// return   judged   BOOLEAN  judgements on a member
// return   scored   BOOLEAN  records that resemble others
// return   pending  BOOLEAN  a judgement, on whomever, that waits for a second account
RETURN EXISTS { (:Stale)<-[:ABOUT]-(:Review) } OR EXISTS { (r:Review) WHERE r.kind IN ['against', 'pending'] } AS old,
  EXISTS { MATCH (p:Stale)<-[:BELONGS_TO]-()-[:REFUSED]-() USING SCAN p:Stale } AS refused,
  EXISTS { MATCH (p:Stale)<-[:BELONGS_TO]-()<-[:ON]-(:Judgement) USING SCAN p:Stale } AS judged,
  EXISTS { MATCH (p:Stale)<-[:BELONGS_TO]-(:Record)-[:RESEMBLES]-() USING SCAN p:Stale } AS scored,
  EXISTS { (:Judgement {state: 'pending'}) } AS pending
