// purpose  The records that have changed since they were last dealt with.
// mode     read
// return   id  STRING  the record's id
MATCH (r:Touched)
WHERE r:Record
RETURN r.id AS id
