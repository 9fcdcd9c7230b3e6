// purpose  Some pages that must be gathered again.
// mode     read
// param    limit  INTEGER  how many at most
// return   id     STRING   the page
// browser  :param limit => 10
MATCH (g:Stale)
WHERE g:Page
RETURN g.id AS id
LIMIT $limit
