// purpose  Take the next number of the log of judgements; whoever takes it next waits until this transaction ends. Says by which label it marks what it is about.
// mode     write
// return   number  INTEGER  the number
// note     While identity is derived, what is judged is queued for the next run: this one may have read it half. The lock is asked for only once the turn is taken.
CYPHER replan=skip
MERGE (s:State {name: 'judgements'})
SET s.number = coalesce(s.number, 0) + 1
WITH s
SET s.mark = CASE WHEN EXISTS { (l:Lock {name: 'derivation'}) WHERE l.holder IS NOT NULL } THEN 'Queued' ELSE 'Judged' END
RETURN s.number AS number
