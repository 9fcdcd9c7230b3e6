// purpose  New records, known to be new.
// mode     write
// param    rows   LIST<MAP>        properties, at (seconds and nanoseconds, or null)
// param    now    DATETIME         the clock
// return   keys   LIST<STRING>     the id of each
// return   nodes  LIST<INTEGER>    its internal id, at the same place
// note     Marked as the batch's turn says (take_turns.cypher); what is new while identity is derived joins nobody until the next run has looked at it.
OPTIONAL MATCH (turn:State {name: 'load'})
WITH coalesce(turn.mark, 'Touched') AS mark
UNWIND $rows AS row
CREATE (r:Record:$(mark))
SET r = row.properties, r.barred = CASE mark WHEN 'Queued' THEN 1 END, r.loadedAt = $now, r.at = CASE WHEN row.at IS NOT NULL THEN datetime({epochSeconds: row.at[0], nanosecond: row.at[1]}) END
RETURN collect(row.properties.id) AS keys, collect(id(r)) AS nodes
