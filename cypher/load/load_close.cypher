// purpose  A file could not be loaded to its end: its loads are closed with the reason, as refused where they read nothing; those of the files before it are done.
// mode     write
// param    ids     LIST<STRING>  the loads of the file
// param    others  LIST<STRING>  those of the files before it
// param    reason  STRING        what is wrong
// return   closed  INTEGER       how many loads
UNWIND $ids + $others AS id
MATCH (l:Load {id: id})
WHERE l.state = 'running'
SET l.state = CASE WHEN id IN $others THEN 'done' WHEN l.read = 0 THEN 'refused' ELSE 'abandoned' END,
  l.reason = CASE WHEN NOT id IN $others THEN $reason END
RETURN count(l) AS closed
