// purpose  Members that were among the last of a retired id, and do not have it again now that it is in use, no longer speak for it.
// mode     write
// param    rows       LIST<MAP>  person (the id), nodes (element ids of those members)
// return   forgotten  INTEGER    how many
CYPHER replan=skip
UNWIND $rows AS row
UNWIND row.nodes AS node
MATCH (m)-[b:BELONGS_TO]->()
WHERE elementId(m) = node
WITH b, row, [id IN b.was WHERE id <> row.person] AS was
SET b.was = CASE WHEN size(was) > 0 THEN was END
RETURN count(b) AS forgotten
