// purpose  Mark the persons of a graph that has no ledger yet, so that it begins with them.
// mode     auto
// return   marked  INTEGER  how many
MATCH (p:Person)
WHERE NOT EXISTS { (:ChangeSet) }
CALL (p) {
  SET p:Unrecorded
} IN TRANSACTIONS OF 20000 ROWS
RETURN count(*) AS marked
