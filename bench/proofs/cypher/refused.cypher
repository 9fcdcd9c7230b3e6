// purpose  How many undoings were refused because they would have left a contradiction.
// mode     read
// return   refused  INTEGER  the number
OPTIONAL MATCH (s:State {name: 'judgements'})
RETURN coalesce(s.undoRefused, 0) AS refused
