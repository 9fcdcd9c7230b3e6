// purpose  The journeys that persons and redirects have now.
// mode     read
// param    ids       LIST<STRING>  ids of persons and redirects
// return   id        STRING        the person or redirect
// return   journeys  LIST<MAP>     the properties of every part
// browser  :param ids => ['P-1']
CYPHER replan=skip
UNWIND $ids AS id
MATCH (p:Person|Redirect {id: id})-[:TOOK]->(j:Journey)
RETURN id, collect(properties(j)) AS journeys
