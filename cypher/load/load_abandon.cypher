// purpose  Loads whose process has ended are closed.
// mode     write
// param    ids     LIST<STRING>  the loads
// return   closed  INTEGER       how many
UNWIND $ids AS id
MATCH (l:Load {id: id})
WHERE l.state = 'running'
SET l.state = 'abandoned', l.reason = 'Its process ended before it did; load the file again.'
RETURN count(l) AS closed
