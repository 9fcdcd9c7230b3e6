// purpose  The golden record of every person is due again.
// mode     auto
// return   due  INTEGER  how many were not due already
MATCH (p:Person)
WHERE NOT p:Fresh
CALL (p) {
  SET p:Fresh
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS due
