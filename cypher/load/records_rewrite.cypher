// purpose  Records whose current version is another one from now on.
// mode     write
// param    rows   LIST<MAP>        properties, at (seconds and nanoseconds, or null)
// param    now    DATETIME         the clock
// return   keys   LIST<STRING>     the id of each
// return   nodes  LIST<INTEGER>    its internal id, at the same place
// note     Marked as the batch's turn says (take_turns.cypher). What identity keeps on a record stays until it has looked at it again.
OPTIONAL MATCH (turn:State {name: 'load'})
WITH coalesce(turn.mark, 'Touched') AS mark
UNWIND $rows AS row
MATCH (r:Record {id: row.properties.id})
WITH r, row, mark, CASE mark WHEN 'Queued' THEN r.barred END AS barred, r.held AS held, r.again AS again
SET r:$(mark), r = row.properties, r.barred = barred, r.held = held, r.again = again, r.loadedAt = $now, r.at = CASE WHEN row.at IS NOT NULL THEN datetime({epochSeconds: row.at[0], nanosecond: row.at[1]}) END
RETURN collect(row.properties.id) AS keys, collect(id(r)) AS nodes
