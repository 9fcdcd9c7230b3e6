// purpose  Keep the answer to a question.
// mode     write
// param    id        STRING   the job's id
// param    status    INTEGER  the HTTP status of the answer
// param    mimetype  STRING   the media type of the answer
// param    body      STRING   the answer
// return   kept      BOOLEAN  true; no row if the job is gone
// browser  :param id => 'J-1'; :param status => 200; :param mimetype => 'application/json'; :param body => '{}'
MATCH (j:Job {id: $id})
SET j.ended = datetime(), j.status = $status, j.mimetype = $mimetype, j.body = $body
RETURN true AS kept
