// purpose  Identifiers of a namespace that no policy knew are marked as changed, and wait no longer for a policy.
// mode     write
// param    namespace  STRING   its name
// param    most       INTEGER  so many at a time
// return   found      INTEGER  how many
// note     Marked as the turn says (take_turns.cypher): while identity is derived they wait for the next run.
OPTIONAL MATCH (turn:State {name: 'load'})
WITH coalesce(turn.mark, 'Touched') AS mark
MATCH (i:Identifier {standing: 'unknown'})
WHERE i.namespace = $namespace
WITH mark, i LIMIT $most
SET i:$(mark), i.standing = null, i.barred = CASE mark WHEN 'Queued' THEN 1 END
RETURN count(*) AS found
