// purpose  The id that an id answers with.
// mode     read
// param    id  STRING  an id in use or a redirected one
// return   id  STRING  the id in use; no row for one that was never issued
// browser  :param id => 'P-1'
CALL () {
  MATCH (p:Person {id: $id})
  RETURN p
  UNION
  MATCH (:Redirect {id: $id})-[:TO*1..]->(p:Person)
  RETURN p
}
RETURN p.id AS id
