// purpose  Pages as they are now.
// mode     write
// param    rows   LIST<MAP>  properties of each
// return   count  INTEGER    how many
CYPHER replan=skip
UNWIND $rows AS row
MATCH (g:Page {id: row.id})
SET g = row
REMOVE g:Stale:Rough
FOREACH (rough IN CASE WHEN g.rough THEN [g] ELSE [] END | SET rough:Rough)
RETURN count(g) AS count
