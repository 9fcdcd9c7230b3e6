// purpose  Loads that are under way, or were killed since the last start: the next start or load of their source closes those.
// mode     read
// return   problem  STRING  one sentence
MATCH (load:Load {state: 'running'})
RETURN 'Load ' + load.id + ' of ' + coalesce(load.source, 'an unnamed source') + ' is under way, or was killed; if it was killed, load its file again, which closes it.' AS problem
LIMIT 20
