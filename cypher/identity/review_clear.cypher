// purpose  Take out of the queue what is about persons that have changed, and what waited for a second account: all of it is found again.
// mode     auto
// return   cleared  INTEGER  how many
CYPHER replan=skip
CALL () {
  MATCH (p:Stale)<-[:ABOUT]-(r:Review)
  USING SCAN p:Stale
  RETURN r
  UNION
  MATCH (r:Review {kind: 'pending'})
  RETURN r
  UNION
  MATCH (r:Review {kind: 'against'})
  WHERE NOT EXISTS { (r)-[:ABOUT]->() }
  RETURN r
}
CALL (r) {
  DETACH DELETE r
} IN TRANSACTIONS OF 5000 ROWS
RETURN count(*) AS cleared
