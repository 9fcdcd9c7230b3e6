// purpose  Why these records and identifiers are one person, as a graph: what was admitted, what was refused and why, what was judged.
// mode     read
// param    id     STRING   an id in use or a redirected one
// param    limit  INTEGER  links at most
// return   link   PATH     a link of a member: admitted, refused, or a judgement on it
// note     Load docs/stewards.grass with :style, and switch off "Connect result nodes" to see verdicts without the evidence under them.
// browser  :param id => 'P-1'; :param limit => 500
CALL () {
  MATCH (p:Person {id: $id})
  RETURN p
  UNION
  MATCH (:Redirect {id: $id})-[:TO*1..]->(p:Person)
  RETURN p
}
MATCH (p)<-[:BELONGS_TO]-(m)
MATCH link = (m)-[v:ADMITTED|REFUSED|ON]-(other)
WHERE type(v) <> 'ON' OR v.pair
RETURN link
LIMIT $limit
