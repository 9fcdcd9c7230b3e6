// purpose  Persons that nothing belongs to.
// mode     read
// return   problem  STRING  one sentence
MATCH (person:Person)
WHERE NOT EXISTS { (person)<-[:BELONGS_TO]-() }
RETURN 'Person ' + person.id + ' has no member.' AS problem
LIMIT 20
