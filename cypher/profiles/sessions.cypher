// purpose  One person's sessions: touchpoints in channels of one kind without a longer silence between, in order.
// mode     read
// param    id         STRING     an id in use or a redirected one
// param    gaps       MAP        by kind of channel: microseconds of silence at most
// param    otherwise  INTEGER    the same for every other kind
// param    most       INTEGER    touchpoints that are cut into sessions at most; of more there are no sessions
// return   id         STRING     the id in use
// return   touchpoints  INTEGER  how many the person has
// return   sessions   LIST<MAP>  kind, journey (of the first touchpoint), and lists in order: at (epoch microseconds), touchpoints (ids), types, channels, stages, campaigns, products
// return   revision   INTEGER    the revision of the graph
// note     Where two touchpoints that follow each other both carry a session of their source, that decides, not the silence.
// browser  :param id => 'P-1'; :param gaps => {web: 1800000000}; :param otherwise => 1800000000; :param most => 50000
CALL () {
  MATCH (p:Person {id: $id})
  RETURN p
  UNION
  MATCH (:Redirect {id: $id})-[:TO*1..]->(p:Person)
  RETURN p
}
WITH p, reduce(all = 0, length IN COLLECT { MATCH (p)-[:TOOK]->(j:Journey) RETURN size(j.at) } | all + length) AS touchpoints
RETURN
  p.id AS id,
  touchpoints,
  COLLECT {
    MATCH (p)-[:TOOK]->(j:Journey)
    WHERE touchpoints <= $most
    WITH j.number AS number, j.part AS part, j.at AS at, j.touchpoints AS ids, j.steps AS types, j.channels AS channels, j.stages AS stages
    UNWIND range(0, size(at) - 1) AS i
    WITH number, part, i, at[i] AS at, ids[i] AS id, types[i] AS type, channels[i] AS channel, stages[i] AS stage
    OPTIONAL MATCH (c:Channel {name: channel})
    OPTIONAL MATCH (t:Touchpoint {id: id})
    WITH coalesce(c.kind, 'other') AS kind, number, part, i, {at: at, id: id, type: type, channel: channel, stage: stage, journey: number,
      session: t.session, campaign: t.campaign, product: t.product} AS step
    ORDER BY number, part, i
    WITH kind, collect(step) AS steps
    WITH kind, steps, [i IN range(0, size(steps) - 1) WHERE i = 0
      OR coalesce(steps[i].session <> steps[i - 1].session, toFloat(steps[i].at) - steps[i - 1].at > coalesce($gaps[kind], $otherwise)) | i] AS cuts
    UNWIND range(0, size(cuts) - 1) AS k
    WITH kind, steps[cuts[k]..coalesce(cuts[k + 1], size(steps))] AS steps
    ORDER BY steps[0].at, kind
    RETURN {
      kind: kind, journey: steps[0].journey, at: [step IN steps | step.at], touchpoints: [step IN steps | step.id], types: [step IN steps | step.type],
      channels: [step IN steps | step.channel], stages: [step IN steps | step.stage], campaigns: [step IN steps | step.campaign],
      products: [step IN steps | step.product]
    }
  } AS sessions,
  coalesce(head(COLLECT { MATCH (s:State {name: 'graph'}) RETURN s.revision }), 0) AS revision
