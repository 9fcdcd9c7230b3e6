// purpose  Persons who have lost their last member.
// mode     read
// return   person  STRING  the id
CYPHER replan=skip
MATCH (p:Stale)
USING SCAN p:Stale
WHERE p:Person AND NOT EXISTS { (p)<-[:BELONGS_TO]-() }
RETURN p.id AS person
