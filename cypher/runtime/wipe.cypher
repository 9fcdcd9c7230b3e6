// purpose  Remove every node and relationship; constraints and indexes stay.
// mode     auto
// note     Relationships go first: a channel with a million of them does not fit into one transaction.
MATCH ()-[r]->()
CALL (r) {
  DELETE r
} IN TRANSACTIONS OF 10000 ROWS
WITH count(*) AS relationships
MATCH (n)
CALL (n) {
  DETACH DELETE n
} IN TRANSACTIONS OF 10000 ROWS
