// purpose  Batches of loads that run at once take turns: until this transaction ends, another one waits here. Says by which label they mark what they bring.
// mode     write
// note     While identity is derived, what comes is queued for the next run: this one may have read it half. The lock is asked for only once the turn is taken.
MERGE (s:State {name: 'load'})
SET s.batches = coalesce(s.batches, 0) + 1
WITH s
SET s.mark = CASE WHEN EXISTS { (l:Lock {name: 'derivation'}) WHERE l.holder IS NOT NULL } THEN 'Queued' ELSE 'Touched' END
