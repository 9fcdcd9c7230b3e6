// purpose  What became of entries has changed: all they are about are dealt with again.
// mode     write
// param    rows     LIST<MAP>  id, state
// return   changed  INTEGER    how many entries
UNWIND $rows AS row
MATCH (j:Judgement {id: row.id})
SET j.state = row.state
WITH j
CALL (j) {
  MATCH (j)-[:ON]->(m)
  SET m:Judged
}
RETURN count(*) AS changed
