// purpose  A page of one person's journey parts, in order, with their whole sequences.
// mode     read
// param    id        STRING   an id in use or a redirected one
// param    number    INTEGER  the journey of the last part seen; -1 to begin
// param    part      INTEGER  the last part seen; -1 to begin
// param    limit     INTEGER  parts on the page
// return   id        STRING   the id in use
// return   journeys  LIST     the properties of each part
// return   revision  INTEGER  the revision of the graph
// browser  :param id => 'P-1'; :param number => -1; :param part => -1; :param limit => 20
CALL () {
  MATCH (p:Person {id: $id})
  RETURN p
  UNION
  MATCH (:Redirect {id: $id})-[:TO*1..]->(p:Person)
  RETURN p
}
RETURN
  p.id AS id,
  COLLECT {
    MATCH (p)-[:TOOK]->(j:Journey)
    WHERE j.number > $number OR (j.number = $number AND j.part > $part)
    WITH j ORDER BY j.number, j.part LIMIT $limit
    RETURN properties(j)
  } AS journeys,
  coalesce(head(COLLECT { MATCH (s:State {name: 'graph'}) RETURN s.revision }), 0) AS revision
