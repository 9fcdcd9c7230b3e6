// purpose  The touchpoints of every person.
// mode     read
// return   person       STRING        the id
// return   touchpoints  LIST<STRING>  ids of touchpoints that it owns
MATCH (p:Person)-[:TOOK]->(j:Journey)
RETURN p.id AS person, j.touchpoints AS touchpoints
