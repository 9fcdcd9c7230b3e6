// purpose  Persons, and ids no longer in use, of whom no judgement says any more that they are no customers.
// mode     write
// return   cleared  INTEGER  how many
MATCH (p:Excluded)
WHERE NOT p:Person OR NOT EXISTS { (p)<-[:BELONGS_TO]-()<-[:ON {pair: true}]-(:Judgement {state: 'stands', verdict: 'not_a_customer'}) }
SET p.excluded = null, p:Stale
REMOVE p:Excluded
RETURN count(*) AS cleared
