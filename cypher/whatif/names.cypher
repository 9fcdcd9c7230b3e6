// purpose  Which of some ids have been issued, and how those persons are called.
// mode     read
// param    ids     LIST<STRING>  ids of persons, in use or retired; ids that were never issued give no row
// return   person  STRING        the id
// return   name    STRING        the name; null for a retired id, or for who has none
// browser  :param ids => ['P-1']
UNWIND $ids AS id
MATCH (p:Person|Redirect {id: id})
RETURN p.id AS person, p.name AS name
