// purpose  What became of entries has changed: all they are about are dealt with again.
// mode     write
// param    rows     LIST<MAP>  id, state
// return   changed  INTEGER    how many entries
CYPHER replan=skip
OPTIONAL MATCH (turn:State {name: 'judgements'})
WITH coalesce(turn.mark, 'Judged') AS mark
UNWIND $rows AS row
MATCH (j:Judgement {id: row.id})
SET j.state = row.state
WITH j, mark
CALL (j, mark) {
  MATCH (j)-[:ON]->(m)
  SET m:$(mark)
}
RETURN count(*) AS changed
