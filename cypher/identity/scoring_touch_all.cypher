// purpose  Mark every record as not yet dealt with: the scoring model has changed.
// mode     auto
// return   touched  INTEGER  how many were not marked before
MATCH (r:Record)
WHERE NOT r:Touched
CALL (r) {
  SET r:Touched
} IN TRANSACTIONS OF 20000 ROWS
RETURN count(*) AS touched
