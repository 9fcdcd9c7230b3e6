// purpose  The members that stood with either side of a judgement.
// mode     read
// param    id    STRING  the judgement
// return   node  STRING  an element id
CYPHER replan=skip
MATCH (:Judgement {id: $id})-[:ON]->(m)
RETURN elementId(m) AS node
