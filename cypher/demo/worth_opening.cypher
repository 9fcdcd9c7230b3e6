// purpose  The person whose records come from the most sources, then with the most members: the one to open first.
// mode     read
// return   person   STRING   its id
// return   name     STRING   its name, or null
// return   sources  INTEGER  sources of its records
// return   members  INTEGER  records, identifiers and uses
MATCH (person:Person)<-[:BELONGS_TO]-(member)
WITH person, count(member) AS members, count(DISTINCT member.source) AS sources
RETURN person.id AS person, person.name AS name, sources, members
ORDER BY sources DESC, members DESC, person.id
LIMIT 1
