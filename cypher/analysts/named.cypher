// purpose  Who the persons behind a figure are: their names, where they stand, and how much they did.
// mode     read
// param    persons      LIST<STRING>    ids, as a figure gives them; redirected ones too
// return   person       STRING          the id in use
// return   name         STRING          what it is called
// return   stage        STRING          the stage it stands in, by its latest journey; null for persons without one
// return   journeys     INTEGER         how many journeys
// return   touchpoints  INTEGER         how many touchpoints in them
// return   last         ZONED DATETIME  the latest of them
// browser  :param persons => ['P-1', 'P-2']
UNWIND $persons AS id
CALL (id) {
  MATCH (p:Person {id: id})
  RETURN p
  UNION
  MATCH (:Redirect {id: id})-[:TO*1..]->(p:Person)
  RETURN p
}
WITH DISTINCT p
OPTIONAL MATCH (p)-[:TOOK]->(j:Journey)
WITH p, j
ORDER BY j.number, j.part
WITH p, collect(j) AS parts
RETURN
  p.id AS person,
  p.name AS name,
  last(parts).stage AS stage,
  size([j IN parts WHERE j.part = 0]) AS journeys,
  reduce(n = 0, j IN parts | n + size(j.touchpoints)) AS touchpoints,
  datetime({epochMillis: last(parts).last / 1000}) AS last
ORDER BY name, person
