// purpose  A load of one file of one source begins.
// mode     write
// param    load     MAP       id, source, mapping, file, content (of all files of the call, null where it does not matter), forms (how values are read); host, pid and born of its process
// param    at       DATETIME  the clock
MATCH (s:Source {name: $load.source})
CREATE (l:Load)
SET l = $load, l.at = $at, l.state = 'running', l.read = 0, l.new = 0, l.changed = 0, l.repeated = 0, l.rejected = 0, l.setAside = 0
CREATE (l)-[:FROM]->(s)
