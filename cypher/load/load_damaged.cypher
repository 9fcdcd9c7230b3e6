// purpose  Loads of a file that could not be read to its end are closed: what came before is there.
// mode     write
// param    ids     LIST<STRING>  the loads
// param    reason  STRING        what is wrong with the file
UNWIND $ids AS id
MATCH (l:Load {id: id})
SET l.state = 'damaged', l.reason = $reason
