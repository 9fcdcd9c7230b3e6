// purpose  Every retired id and the id that it answers with.
// mode     read
// return   id         STRING  the retired id
// return   successor  STRING  the person's id, null where nobody is left
MATCH (r:Redirect)
RETURN r.id AS id, head([(r)-[:TO*1..]->(p:Person) | p.id]) AS successor
