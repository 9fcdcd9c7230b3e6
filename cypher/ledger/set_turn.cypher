// purpose  The number of the next change set; whoever else wants one waits until this transaction ends.
// mode     write
// return   number  INTEGER  the number
CYPHER replan=skip
MERGE (s:State {name: 'graph'})
SET s.changeSets = coalesce(s.changeSets, 0) + 1
RETURN s.changeSets AS number
