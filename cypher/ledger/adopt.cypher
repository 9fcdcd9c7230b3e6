// purpose  Mark the persons of a graph that has no ledger yet, so that it begins with them.
// mode     auto
// return   marked  INTEGER  how many
OPTIONAL MATCH (known:ChangeSet)
WITH known
LIMIT 1
WHERE known IS NULL
MATCH (p:Person)
CALL (p) {
  SET p:Unrecorded
} IN TRANSACTIONS OF 20000 ROWS
RETURN count(*) AS marked
