// purpose  Append the undoing of an entry.
// mode     write
// param    entry   MAP     its properties
// param    target  STRING  the entry that it undoes
// return   id      STRING  the undoing
MATCH (t:Judgement {id: $target})
CREATE (j:Judgement)-[:UNDOES]->(t)
SET j = $entry
RETURN j.id AS id
