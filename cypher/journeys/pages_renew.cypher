// purpose  Have all pages gathered again by an alphabet begun anew, and all postings filed again: those there are were written in a form that is no longer read.
// mode     write
// return   pages  INTEGER  how many
MATCH (a:Alphabet {name: 'steps'})
DELETE a
WITH count(*) AS begun
CALL () {
  MATCH (l:Posting)
  DELETE l
}
MATCH (g:Page)
SET g = {id: g.id}, g:Stale
RETURN count(g) AS pages
