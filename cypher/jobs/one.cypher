// purpose  How far a job is.
// mode     read
// param    id        STRING    the job's id
// param    owner     STRING    who asked
// param    silent    INTEGER   seconds without a sign of life after which the process that works on a job has ended
// param    kept      INTEGER   seconds for which an answer is kept
// return   id        STRING    the job's id
// return   question  STRING    the address that was asked, with its parameters
// return   asked     DATETIME  when
// return   started   DATETIME  when work on it began; null while it waits
// return   ended     DATETIME  when it was answered; null until then
// return   status    INTEGER   the HTTP status of the answer; null until then
// return   lost      BOOLEAN   the process that worked on it has ended, and nobody will answer
// return   until     DATETIME  until when the answer is kept; null until there is one
// browser  :param id => 'J-1'; :param owner => 'an app'; :param silent => 30; :param kept => 3600
MATCH (j:Job {id: $id, owner: $owner})
WHERE coalesce(j.ended, j.alive) >= datetime() - duration({seconds: $kept})
RETURN j.id AS id, j.question AS question, j.asked AS asked, j.started AS started, j.ended AS ended, j.status AS status,
  j.ended IS NULL AND j.alive < datetime() - duration({seconds: $silent}) AS lost, j.ended + duration({seconds: $kept}) AS until
