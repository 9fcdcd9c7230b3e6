// purpose  What could not be derived in the last run.
// mode     read
// return   problem  STRING  one sentence
MATCH (f:Failure)
RETURN f.subject + ' could not be derived (' + f.stage + ') since ' + toString(date(f.since)) + ': ' + f.reason
  + ' Correct what its source says and load it again, or report it with this place: ' + f.place + '.' AS problem
ORDER BY f.since DESC, f.id
LIMIT 20
