// purpose  Pages whose journeys have changed must be gathered again.
// mode     write
// param    ids    LIST<STRING>  names of pages
// return   count  INTEGER       how many
UNWIND $ids AS id
MERGE (g:Page {id: id})
SET g:Stale
RETURN count(g) AS count
