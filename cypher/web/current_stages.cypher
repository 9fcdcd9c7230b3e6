// purpose  How many persons stand in each stage now, by their latest journey.
// mode     read
// return   stage    STRING   the stage; null for persons without a journey
// return   persons  INTEGER  how many persons
MATCH (p:Person)
WHERE NOT p:Excluded
CALL (p) {
  OPTIONAL MATCH (p)-[:TOOK]->(j:Journey)
  RETURN j.stage AS stage ORDER BY j.last DESC, j.number DESC, j.part DESC LIMIT 1
}
RETURN stage, count(p) AS persons
ORDER BY persons DESC, stage
