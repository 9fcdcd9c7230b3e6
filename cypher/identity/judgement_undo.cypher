// purpose  Append the undoing of an entry: if it decided who is who, all it was about ask for the person that they had before it.
// mode     write
// param    entry   MAP     its properties
// param    target  STRING  the entry that it undoes
// return   id      STRING  the undoing
CYPHER replan=skip
MATCH (t:Judgement {id: $target})
CREATE (j:Judgement)-[:UNDOES]->(t)
SET j = $entry
WITH j, t
CALL (t) {
  MATCH (t)-[on:ON]->(m)
  WHERE on.had IS NOT NULL AND t.state = 'stands' AND (t.verdict IN ['same', 'different']
    OR t.verdict = 'unsure' AND EXISTS { MATCH (o:Judgement {id: t.supersedes}) USING INDEX o:Judgement(id) WHERE o.state = 'superseded' AND o.verdict IN ['same', 'different'] })
  SET m.again = t.id
}
RETURN j.id AS id
