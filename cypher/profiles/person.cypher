// purpose  One person by any id that was ever issued, with provenance, members and journeys in brief.
// mode     read
// param    id           STRING   an id in use or a redirected one, e.g. 'P-1'
// param    limit        INTEGER  records and identifiers at most; `members` counts all
// return   id           STRING   the id in use
// return   person       MAP      every property of the person
// return   golden       LIST     which record gave which traits by which rules
// return   records      LIST     the records, by id
// return   identifiers  LIST     the identifiers, or the uses of them, by key
// return   journeys     LIST     each journey part in brief, in order
// return   revision     INTEGER  the revision of the graph; 0 before the first load
// browser  :param id => 'P-1'; :param limit => 200
CALL () {
  MATCH (p:Person {id: $id})
  RETURN p
  UNION
  MATCH (:Redirect {id: $id})-[:TO*1..]->(p:Person)
  RETURN p
}
RETURN
  p.id AS id,
  properties(p) AS person,
  COLLECT {
    MATCH (p)-[g:GOLDEN]->(r:Record)
    RETURN {record: r.id, source: r.source, at: r.at.epochMillis * 1000 + r.at.microsecond % 1000, traits: g.traits, rules: g.rules}
    ORDER BY r.id
  } AS golden,
  COLLECT {
    MATCH (p)<-[:BELONGS_TO]-(r:Record)
    // Times as numbers: a client takes ten times as long to make a temporal value of one.
    RETURN {id: r.id, source: r.source, key: r.key, kind: r.kind, at: r.at.epochMillis * 1000 + r.at.microsecond % 1000}
    ORDER BY r.id LIMIT $limit
  } AS records,
  COLLECT {
    MATCH (p)<-[:BELONGS_TO]-(m:Identifier|Use)
    OPTIONAL MATCH (m)-[:OF]->(of:Identifier)
    WITH m, coalesce(of, m) AS i
    WITH m, i, coalesce(m.from, i.first) AS first, coalesce(m.to, i.last) AS last
    RETURN {
      member: m.key, key: i.key, namespace: i.namespace, value: i.value, device: i:Device, hashed: i.hashed,
      first: first.epochMillis * 1000 + first.microsecond % 1000, last: last.epochMillis * 1000 + last.microsecond % 1000
    }
    ORDER BY i.key, m.from LIMIT $limit
  } AS identifiers,
  COLLECT {
    MATCH (p)-[:TOOK]->(j:Journey)
    RETURN {
      number: j.number, part: j.part, stage: j.stage, value: j.value, conversions: j.conversions,
      first: j.first, last: j.last, touchpoints: size(j.touchpoints), channel: j.channels[-1]
    }
    ORDER BY j.number, j.part
  } AS journeys,
  coalesce(head(COLLECT { MATCH (s:State {name: 'graph'}) RETURN s.revision }), 0) AS revision
