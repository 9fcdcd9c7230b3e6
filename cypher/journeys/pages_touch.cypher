// purpose  Pages whose journeys have changed must be gathered again.
// mode     write
// param    ids    LIST<STRING>  names of pages
// return   id     STRING        the page
// return   stale  BOOLEAN       it had to be gathered again already
CYPHER replan=skip
UNWIND $ids AS id
MERGE (g:Page {id: id})
WITH g, g:Stale AS stale
SET g:Stale
RETURN g.id AS id, stale
