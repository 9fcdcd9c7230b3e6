// purpose  Which of these spend rows are known.
// mode     read
// param    ids   LIST<STRING>  spend ids
// return   id    STRING        a known one
// return   hash  STRING        of its cost and currency
UNWIND $ids AS id
MATCH (s:Spend {id: id})
RETURN s.id AS id, s.hash AS hash
