// purpose  A second account agrees to a judgement that waited for it; it acts from now on, on who is who by now.
// mode     write
// param    id      STRING    the judgement
// param    author  STRING    who agrees
// param    at      DATETIME  when
// return   id      STRING    the judgement
CYPHER replan=skip
MATCH (j:Judgement {id: $id})
MATCH (s:State {name: 'graph'})
SET j.waits = false, j.agreedBy = $author, j.agreedAt = $at, j.sets = coalesce(s.changeSets, 0)
WITH j
CALL (j) {
  MATCH (j)-[on:ON]->(m)
  SET on.had = head([(m)-[:BELONGS_TO]->(p:Person) | p.id])
}
RETURN j.id AS id
