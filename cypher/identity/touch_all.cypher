// purpose  Mark every record and identifier as not yet dealt with.
// mode     auto
// return   touched  INTEGER  how many were not marked before
MATCH (n:Record|Identifier)
WHERE NOT n:Touched
CALL (n) {
  SET n:Touched
} IN TRANSACTIONS OF 20000 ROWS
RETURN count(*) AS touched
