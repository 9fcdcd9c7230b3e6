// purpose  The members of some persons, by the names that stewards use for them.
// mode     read
// param    ids      LIST<STRING>  persons; ids that nobody has give no row
// return   person   STRING        the id
// return   members  LIST<STRING>  record/… and identifier/…
// browser  :param ids => ['P-1']
UNWIND $ids AS id
MATCH (p:Person {id: id})<-[:BELONGS_TO]-(m)
RETURN p.id AS person, collect(CASE WHEN m:Record THEN 'record/' + m.id ELSE 'identifier/' + m.key END) AS members
