// purpose  Persons that have changed and may be two: their records do not agree on name or date of birth, or no record speaks for all their addresses and log-ins.
// mode     read
// param    most    INTEGER  members at most; larger ones are in the queue for their size
// return   person  STRING   the id
MATCH (p:Person:Stale)
WHERE 3 <= p.members <= $most AND NOT p:Excluded
WITH p, [(p)<-[:BELONGS_TO]-(r:Record) | [toLower(coalesce(r.organisation, coalesce(r.givenName, '') + ' ' + coalesce(r.familyName, r.fullName, r.nativeName, ''))), r.birthDate]] AS said
WITH p, said, reduce(seen = [], each IN said | CASE WHEN each IN seen THEN seen ELSE seen + [each] END) AS distinctly
WHERE size(distinctly) > 1 OR size(distinctly) <= 1 AND COUNT { (p)<-[:BELONGS_TO]-(i:Identifier) WHERE i.namespace IN ['email', 'login'] } + size(distinctly) > 1
RETURN p.id AS person
