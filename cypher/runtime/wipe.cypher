// purpose  Remove every node and relationship; constraints and indexes stay.
// mode     auto
MATCH (n)
CALL (n) {
  DETACH DELETE n
} IN TRANSACTIONS OF 5000 ROWS
