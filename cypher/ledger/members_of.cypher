// purpose  The members of some persons as they are now.
// mode     read
// param    ids     LIST<STRING>  ids in use or retired ones
// return   record  BOOLEAN       whether it is a record
// return   key     STRING        record id, identifier key or use key
// browser  :param ids => ['P-1']
UNWIND $ids AS id
CALL (id) {
  MATCH (p:Person {id: id})
  RETURN p
  UNION
  MATCH (:Redirect {id: id})-[:TO*1..]->(p:Person)
  RETURN p
}
WITH DISTINCT p
MATCH (p)<-[:BELONGS_TO]-(m)
RETURN m:Record AS record, CASE WHEN m:Record THEN m.id ELSE m.key END AS key
ORDER BY key
