// purpose  New identifiers, known to be new.
// mode     write
// param    rows   LIST<MAP>        key, namespace, value, scope, hashed, sha256, md5, sha1, first, last; times as seconds and nanoseconds, or null
// return   keys   LIST<STRING>     the key of each
// return   nodes  LIST<INTEGER>    its internal id, at the same place
// note     Marked as the batch's turn says (take_turns.cypher); what is new while identity is derived joins nobody until the next run has looked at it.
OPTIONAL MATCH (turn:State {name: 'load'})
WITH coalesce(turn.mark, 'Touched') AS mark
UNWIND $rows AS row
CREATE (i:Identifier:$(mark) {
  key: row.key, namespace: row.namespace, value: row.value, scope: row.scope, hashed: row.hashed, sha256: row.sha256, md5: row.md5, sha1: row.sha1, barred: CASE mark WHEN 'Queued' THEN 1 END,
  first: CASE WHEN row.first IS NOT NULL THEN datetime({epochSeconds: row.first[0], nanosecond: row.first[1]}) END,
  last: CASE WHEN row.last IS NOT NULL THEN datetime({epochSeconds: row.last[0], nanosecond: row.last[1]}) END
})
RETURN collect(row.key) AS keys, collect(id(i)) AS nodes
