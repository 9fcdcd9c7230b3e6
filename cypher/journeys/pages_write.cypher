// purpose  Pages as they are now.
// mode     write
// param    rows   LIST<MAP>  properties of each
// return   count  INTEGER    how many
UNWIND $rows AS row
MATCH (g:Page {id: row.id})
SET g = row
REMOVE g:Stale
RETURN count(g) AS count
