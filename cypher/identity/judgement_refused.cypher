// purpose  Count an undoing that was refused, because what would then stand contradicts itself.
// mode     write
// return   refused  INTEGER  how many there have been
CYPHER replan=skip
MERGE (s:State {name: 'judgements'})
SET s.undoRefused = coalesce(s.undoRefused, 0) + 1
RETURN s.undoRefused AS refused
