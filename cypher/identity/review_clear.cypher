// purpose  Take out of the queue what is about persons that have changed, and what waited for a second account: all of it is found again.
// mode     auto
// return   cleared  INTEGER  how many
MATCH (r:Review)
WHERE r.kind = 'pending' OR NOT EXISTS { (r)-[:ABOUT]->() } OR EXISTS { (r)-[:ABOUT]->(:Stale) }
CALL (r) {
  DETACH DELETE r
} IN TRANSACTIONS OF 5000 ROWS
RETURN count(*) AS cleared
