// purpose  Pages on which no journey lies any more.
// mode     write
// param    ids    LIST<STRING>  pages
// return   count  INTEGER       how many
CYPHER replan=skip
UNWIND $ids AS id
MATCH (g:Page {id: id})
DELETE g
RETURN count(*) AS count
