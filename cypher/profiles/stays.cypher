// purpose  One person's stays in stages: for every journey, when each stage was entered and left.
// mode     read
// param    id        STRING     an id in use or a redirected one
// return   id        STRING     the id in use
// return   stays     LIST<MAP>  journey, stage, touchpoints (how many), entered, last, left (epoch microseconds; left is null where the person still is)
// return   revision  INTEGER    the revision of the graph
// browser  :param id => 'P-1'
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
    WITH j.number AS number, j.part AS part, j.at AS at, j.stages AS stages
    ORDER BY number, part
    // The lists become variables first: indexing a property reads the whole list again for every element.
    WITH number, [i IN range(0, size(at) - 1) | [stages[i], at[i], number]] AS steps
    WITH collect(steps) AS parts
    WITH apoc.coll.flatten(parts) AS steps
    WITH steps, [i IN range(0, size(steps) - 1) WHERE i = 0 OR steps[i][0] <> steps[i - 1][0] OR steps[i][2] <> steps[i - 1][2] | i] AS cuts
    UNWIND range(0, size(cuts) - 1) AS k
    WITH steps[cuts[k]..coalesce(cuts[k + 1], size(steps))] AS stay, steps[cuts[k + 1]][1] AS left
    RETURN {journey: stay[0][2], stage: stay[0][0], touchpoints: size(stay), entered: stay[0][1], last: stay[-1][1], left: left}
  } AS stays,
  coalesce(head(COLLECT { MATCH (s:State {name: 'graph'}) RETURN s.revision }), 0) AS revision
