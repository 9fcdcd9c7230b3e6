// purpose  Which person retired ids answer with.
// mode     read
// param    ids        LIST<STRING>  retired ids
// return   id         STRING        the retired id
// return   successor  STRING        the person's id, null where nobody is left
// browser  :param ids => ['P-1']
CYPHER replan=skip
UNWIND $ids AS id
MATCH (r:Redirect {id: id})
RETURN id, head([(r)-[:TO*1..]->(p:Person) | p.id]) AS successor
