// purpose  Which pairs of identifiers are one person, and where the queue first speaks of that person.
// mode     read
// param    pairs  LIST<LIST<STRING>>  keys
// return   a       STRING  the first of the pair
// return   b       STRING  the second
// return   person  STRING  whose both are
UNWIND $pairs AS pair
MATCH (a:Identifier {key: pair[0]})-[:BELONGS_TO]->(p:Person)<-[:BELONGS_TO]-(b:Identifier {key: pair[1]})
RETURN pair[0] AS a, pair[1] AS b, p.id AS person
