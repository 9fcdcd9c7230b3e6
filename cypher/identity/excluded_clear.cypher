// purpose  Persons, and ids no longer in use, of whom no judgement says any more that they are no customers.
// mode     write
// return   cleared  INTEGER  how many
CYPHER replan=skip
MATCH (p:Excluded)
WHERE NOT p:Person OR NOT EXISTS { (p)<-[:BELONGS_TO]-()<-[:ON {pair: true}]-(j) WHERE j.state = 'stands' AND j.verdict = 'not_a_customer' }
SET p.excluded = null, p:Stale
REMOVE p:Excluded
RETURN count(*) AS cleared
