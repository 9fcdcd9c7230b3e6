// purpose  The process that has these jobs is alive.
// mode     write
// param    ids    LIST<STRING>  the jobs that wait or run there
// return   alive  INTEGER       how many of them there are
// browser  :param ids => ['J-1']
UNWIND $ids AS id
MATCH (j:Job {id: id})
SET j.alive = datetime()
RETURN count(j) AS alive
