// purpose  A job is being worked on.
// mode     write
// param    id     STRING   the job's id
// return   begun  BOOLEAN  true; no row if the job is gone
// browser  :param id => 'J-1'
MATCH (j:Job {id: $id})
SET j.started = datetime(), j.alive = datetime()
RETURN true AS begun
