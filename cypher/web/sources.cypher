// purpose  What each source gave, over all its loads but those that were refused.
// mode     read
// return   name      STRING    the source
// return   kind      STRING    what kind of system it is
// return   owner     STRING    the function that owns it
// return   loads     INTEGER   how many loads
// return   running   INTEGER   loads that began and did not end
// return   read      INTEGER   rows read: new, changed, repeated and rejected together
// return   new       INTEGER   rows that told something new
// return   changed   INTEGER   rows that replaced an older version
// return   repeated  INTEGER   rows that were known already
// return   rejected  INTEGER   rows that could not be taken
// return   setAside  INTEGER   unreadable values of accepted rows
// return   latest    DATETIME  when the latest load began
MATCH (s:Source)
WHERE NOT EXISTS { (:Load)-[:FROM]->(s) } OR EXISTS { (l:Load)-[:FROM]->(s) WHERE l.state <> 'refused' }
OPTIONAL MATCH (l:Load)-[:FROM]->(s)
WHERE l.state <> 'refused'
RETURN
  s.name AS name,
  s.kind AS kind,
  s.owner AS owner,
  count(l) AS loads,
  sum(CASE l.state WHEN 'running' THEN 1 ELSE 0 END) AS running,
  sum(l.read) AS read,
  sum(l.new) AS new,
  sum(l.changed) AS changed,
  sum(l.repeated) AS repeated,
  sum(l.rejected) AS rejected,
  sum(l.setAside) AS setAside,
  max(l.at) AS latest
ORDER BY name
