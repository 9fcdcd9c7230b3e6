// purpose  Note a question that is answered later, unless its owner has too many open; answers kept long enough, and questions whose process has ended, go.
// mode     write
// param    id        STRING   the job's id
// param    owner     STRING   who asks, as the API key says
// param    question  STRING   the address that was asked, with its parameters
// param    most      INTEGER  open questions of one owner
// param    silent    INTEGER  seconds without a sign of life after which the process that works on a job has ended
// param    kept      INTEGER  seconds for which an answer is kept, or the news that there will be none
// return   accepted  BOOLEAN  whether it was noted
// browser  :param id => 'J-1'; :param owner => 'an app'; :param question => '/v1/personas'; :param most => 20; :param silent => 30; :param kept => 3600
CALL () {
  MATCH (old:Job)
  WHERE coalesce(old.ended, old.alive) < datetime() - duration({seconds: $kept})
  DELETE old
}
CALL () {
  MATCH (open:Job {owner: $owner})
  WHERE open.ended IS NULL AND open.alive >= datetime() - duration({seconds: $silent})
  RETURN count(open) < $most AS accepted
}
FOREACH (one IN CASE WHEN accepted THEN [1] ELSE [] END |
  CREATE (:Job {id: $id, owner: $owner, question: $question, asked: datetime(), alive: datetime()}))
RETURN accepted
