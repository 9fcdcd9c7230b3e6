// purpose  Loads that were begun and never finished: run them again.
// mode     read
// return   problem  STRING  one sentence
MATCH (load:Load {state: 'running'})
RETURN 'Load ' + load.id + ' of ' + coalesce(load.source, 'an unnamed source') + ' is under way or was killed; if it was killed, run it again.' AS problem
LIMIT 20
