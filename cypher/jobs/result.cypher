// purpose  The answer to a question.
// mode     read
// param    id        STRING   the job's id
// return   status    INTEGER  the HTTP status of the answer
// return   mimetype  STRING   the media type of the answer
// return   body      STRING   the answer
// browser  :param id => 'J-1'
MATCH (j:Job {id: $id})
WHERE j.ended IS NOT NULL
RETURN j.status AS status, j.mimetype AS mimetype, j.body AS body
