// purpose  What one person did, as a graph: its journeys, and their touchpoints from each to the next.
// mode     read
// param    id      STRING        an id in use or a redirected one
// return   took    PATH          the person and a journey
// return   way     PATH          the touchpoints of that journey in order; null where there is one only
// return   steps   LIST<STRING>  their types
// return   stages  LIST<STRING>  the stage that each was in
// note     Switch off "Connect result nodes" to see the way alone. A node's properties are shown when it is chosen.
// browser  :param id => 'P-1'
CALL () {
  MATCH (p:Person {id: $id})
  RETURN p
  UNION
  MATCH (:Redirect {id: $id})-[:TO*1..]->(p:Person)
  RETURN p
}
MATCH took = (p)-[:TOOK]->(j:Journey {part: 0})
OPTIONAL MATCH way = (:Touchpoint {id: j.touchpoints[0]})-[:NEXT]->+(last WHERE NOT EXISTS { (last)-[:NEXT]->() })
WITH p, j, took, way
ORDER BY j.number
RETURN
  took,
  way,
  reduce(all = [], part IN COLLECT { MATCH (p)-[:TOOK]->(k:Journey {number: j.number}) RETURN k.steps ORDER BY k.part } | all + part) AS steps,
  reduce(all = [], part IN COLLECT { MATCH (p)-[:TOOK]->(k:Journey {number: j.number}) RETURN k.stages ORDER BY k.part } | all + part) AS stages
