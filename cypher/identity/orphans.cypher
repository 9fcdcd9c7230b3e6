// purpose  Persons who have lost their last member.
// mode     read
// return   person  STRING  the id
MATCH (p:Person:Stale)
WHERE NOT EXISTS { (p)<-[:BELONGS_TO]-() }
RETURN p.id AS person
