// purpose  What could not be derived in the last run, for the overview.
// mode     read
// param    limit    INTEGER   how many at most
// return   subject  STRING    what it is about
// return   stage    STRING    the step that failed
// return   reason   STRING    why
// return   since    DATETIME  when it failed first
// return   runs     INTEGER   in how many runs it has failed
MATCH (f:Failure)
RETURN f.subject AS subject, f.stage AS stage, f.reason AS reason, f.since AS since, f.count AS runs
ORDER BY since DESC, f.id
LIMIT $limit
