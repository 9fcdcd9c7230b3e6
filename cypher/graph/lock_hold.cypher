// purpose  Hold a lock as long as the transaction lasts, unless somebody has it.
// mode     write
// param    name    STRING    what is locked
// return   holder  STRING    who has it, null if it is free
// return   until   DATETIME  until when
// note     Who would take it meanwhile waits for the transaction; who reads it sees nothing, for nothing of this is committed as long as it counts.
CYPHER replan=skip
MERGE (l:Lock {name: $name})
SET l.touched = datetime()
WITH l, l.holder IS NOT NULL AND l.until >= datetime() AS held
RETURN CASE WHEN held THEN l.holder END AS holder, CASE WHEN held THEN l.until END AS until
