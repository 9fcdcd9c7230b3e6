// purpose  Batches of loads that run at once take turns: until this transaction ends, another one waits here.
// mode     write
MERGE (s:State {name: 'load'})
SET s.batches = coalesce(s.batches, 0) + 1
