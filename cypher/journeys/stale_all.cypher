// purpose  The journeys of every person must be derived again: the rules have changed.
// mode     auto
// return   count  INTEGER  how many persons
MATCH (p:Person)
WHERE NOT p:Stale
CALL (p) {
  SET p:Stale
} IN TRANSACTIONS OF 20000 ROWS
RETURN count(p) AS count
