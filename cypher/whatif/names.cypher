// purpose  How some persons are called.
// mode     read
// param    ids     LIST<STRING>  persons; ids that nobody has give no row
// return   person  STRING        the id
// return   name    STRING        the name, or null
// browser  :param {ids: ['P-1']}
UNWIND $ids AS id
MATCH (p:Person {id: id})
RETURN p.id AS person, p.name AS name
