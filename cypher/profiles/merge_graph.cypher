// purpose  Why these records and identifiers are one person: the members, the links between them, those that were refused, and what was judged.
// mode     read
// param    id        STRING   an id in use or a redirected one
// param    limit     INTEGER  members at most
// return   id        STRING   the id in use
// return   members   INTEGER  how many members there are
// return   nodes     LIST     members, and what was kept apart from them
// return   links     LIST     admitted and refused links, with the evidence under each, and judgements between two members
// return   revision  INTEGER  the revision of the graph
// browser  :param id => 'P-1'; :param limit => 1000
CALL () {
  MATCH (p:Person {id: $id})
  RETURN p
  UNION
  MATCH (:Redirect {id: $id})-[:TO*1..]->(p:Person)
  RETURN p
}
CALL (p) {
  MATCH (p)<-[:BELONGS_TO]-(m)
  WITH m ORDER BY m:Record DESC, coalesce(m.id, m.key) LIMIT $limit
  RETURN collect(m) AS members
}
CALL (members) {
  UNWIND members AS m
  MATCH (m)-[v:ADMITTED|REFUSED]-(other)
  WHERE type(v) = 'REFUSED' OR other IN members
  WITH DISTINCT v LIMIT 4000
  WITH v, startNode(v) AS a, endNode(v) AS b
  WITH v, a, b,
    head(COLLECT { MATCH (a)-[e:STATES|SEEN_WITH|ALIAS|RESEMBLES]->(b) RETURN e }) AS direct,
    head(COLLECT { MATCH (a)-[:OF]->{0,1}()-[e:STATES|SEEN_WITH|ALIAS]->()<-[:OF]-{0,1}(b) RETURN e }) AS used
  WITH v, a, b, coalesce(direct, used) AS e
  RETURN
    collect({
      from: coalesce('record/' + a.id, 'identifier/' + a.key), to: coalesce('record/' + b.id, 'identifier/' + b.key), verdict: toLower(type(v)), rule: v.rule, because: v.because,
      evidence: type(e), count: e.count, first: e.first, last: e.last, sources: coalesce(e.sources, []), judgement: null, author: null, state: null
    }) AS links,
    collect(a) + collect(b) AS ends
}
CALL (members) {
  UNWIND members AS m
  MATCH (m)<-[:ON {pair: true}]-(j)
  WHERE j.state IN ['stands', 'pending'] AND j.verdict IN ['same', 'different', 'unsure']
  WITH DISTINCT j LIMIT 500
  MATCH (a)<-[:ON {pair: true, side: 'a'}]-(j)-[:ON {pair: true, side: 'b'}]->(b)
  RETURN
    collect({
      from: coalesce('record/' + a.id, 'identifier/' + a.key), to: coalesce('record/' + b.id, 'identifier/' + b.key), verdict: 'judged', rule: j.verdict, because: j.reason,
      evidence: null, count: null, first: j.at, last: null, sources: [], judgement: j.id, author: j.author, state: j.state
    }) AS judged,
    collect(a) + collect(b) AS sides
}
CALL (members, ends, sides) {
  UNWIND members + ends + sides AS n
  WITH DISTINCT n
  OPTIONAL MATCH (n)-[:BELONGS_TO]->(owner:Person)
  OPTIONAL MATCH (n)-[:OF]->(of:Identifier)
  WITH n, owner, coalesce(of, n) AS i
  RETURN collect({
    // A record and an identifier may well have the same key: crm:C-1 is both where the source and the namespace are called crm.
    id: coalesce('record/' + n.id, 'identifier/' + n.key),
    key: coalesce(n.id, n.key),
    kind: CASE WHEN n:Record THEN 'record' WHEN i:Device THEN 'device' ELSE 'identifier' END,
    label: CASE WHEN n:Record THEN n.key ELSE coalesce(i.value, i.key) END,
    group: coalesce(n.source, i.namespace),
    standing: i.standing,
    person: owner.id
  }) AS nodes
}
RETURN
  p.id AS id,
  COUNT { (p)<-[:BELONGS_TO]-() } AS members,
  nodes,
  links + judged AS links,
  coalesce(head(COLLECT { MATCH (s:State {name: 'graph'}) RETURN s.revision }), 0) AS revision
