// purpose  Persons that only a rule keeps apart: those that the same evidence would make one, were there no limits and no judgements.
// mode     read
// return   a      STRING   a person
// return   sizeA  INTEGER  its members
// return   b      STRING   another
// return   sizeB  INTEGER  its members
MATCH (m)-[v:REFUSED]->(n)
WHERE NOT v.rule IN ['junk', 'generic', 'shared', 'evidence']
MATCH (m)-[:BELONGS_TO]->(p:Person), (n)-[:BELONGS_TO]->(q:Person)
WHERE p <> q AND NOT p:Excluded AND NOT q:Excluded
RETURN DISTINCT p.id AS a, p.members AS sizeA, q.id AS b, q.members AS sizeB
