// purpose  Take the next number of the log of judgements; whoever takes it next waits until this transaction ends.
// mode     write
// return   number  INTEGER  the number
MERGE (s:State {name: 'judgements'})
SET s.number = coalesce(s.number, 0) + 1
RETURN s.number AS number
