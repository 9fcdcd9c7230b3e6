// purpose  The persons of most members: where a wrong merge would show first.
// mode     read
// param    limit    INTEGER  persons at most
// return   id       STRING   the person
// return   name     STRING   what to call them
// return   members  INTEGER  records and identifiers
// browser  :param limit => 5
MATCH (p:Person)
WHERE NOT p:Excluded
WITH p ORDER BY p.members DESC, p.id LIMIT $limit
RETURN p.id AS id, p.name AS name, p.members AS members
