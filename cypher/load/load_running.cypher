// purpose  The loads that began and did not end, and which process works on them.
// mode     read
// param    source  STRING    only of this source; null: of all
// return   id      STRING    the load
// return   host    STRING    the machine, null where it is not known
// return   pid     INTEGER   the process
// return   born    FLOAT     when that began, seconds since 1970
// return   at      DATETIME  when the load began
MATCH (l:Load {state: 'running'})
WHERE $source IS NULL OR l.source = $source
RETURN l.id AS id, l.host AS host, l.pid AS pid, l.born AS born, l.at AS at
