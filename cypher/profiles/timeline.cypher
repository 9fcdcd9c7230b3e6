// purpose  A page of one person's touchpoints in order, from a moment on, with the stage each was in.
// mode     read
// param    id           STRING   an id in use or a redirected one
// param    newest       BOOLEAN  newest first, and then back from the moment
// param    start        INTEGER  epoch microseconds; touchpoints beyond it come
// param    skip         INTEGER  how many of these were seen already: several may share one moment
// param    limit        INTEGER  touchpoints on the page
// return   id           STRING   the id in use
// return   touchpoints  LIST     properties (times as epoch microseconds), stage, and number of the journey, of each
// return   total        INTEGER  touchpoints in all
// return   revision     INTEGER  the revision of the graph
// browser  :param id => 'P-1'; :param newest => false; :param start => -9223372036854775808; :param skip => 0; :param limit => 100
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
    WHERE CASE WHEN $newest THEN j.first <= $start ELSE j.last >= $start END
    WITH j ORDER BY CASE WHEN $newest THEN -1 - j.number ELSE j.number END, CASE WHEN $newest THEN -1 - j.part ELSE j.part END
    // The lists become variables first: indexing a property reads the whole list again for every element.
    WITH j.number AS number, j.at AS at, j.touchpoints AS ids, j.stages AS stages, size(j.at) - 1 AS end
    UNWIND CASE WHEN $newest THEN range(end, 0, -1) ELSE range(0, end) END AS i
    WITH number, at[i] AS at, ids[i] AS id, stages[i] AS stage
    WHERE CASE WHEN $newest THEN at <= $start ELSE at >= $start END
    WITH number, at, id, stage SKIP $skip LIMIT $limit
    MATCH (t:Touchpoint {id: id})
    // Times as numbers: a client takes ten times as long to make a temporal value of one.
    RETURN {
      properties: t {.*, at: at, receivedAt: t.receivedAt.epochMillis * 1000 + t.receivedAt.microsecond % 1000},
      stage: stage, journey: number
    }
  } AS touchpoints,
  reduce(n = 0, size IN COLLECT { MATCH (p)-[:TOOK]->(j:Journey) RETURN size(j.at) } | n + size) AS total,
  coalesce(head(COLLECT { MATCH (s:State {name: 'graph'}) RETURN s.revision }), 0) AS revision
