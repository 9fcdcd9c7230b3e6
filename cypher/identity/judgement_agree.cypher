// purpose  A second account agrees to a judgement that waited for it.
// mode     write
// param    id      STRING    the judgement
// param    author  STRING    who agrees
// param    at      DATETIME  when
// return   id      STRING    the judgement
MATCH (j:Judgement {id: $id})
SET j.waits = false, j.agreedBy = $author, j.agreedAt = $at
RETURN j.id AS id
