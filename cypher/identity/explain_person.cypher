// purpose  Everything that holds one person together: members, admitted links with the evidence under each, judgements.
// mode     read
// param    id         STRING     an id in use or a redirected one
// param    limit      INTEGER    members at most
// return   id         STRING     the id in use
// return   size       INTEGER    how many members it has
// return   members    LIST<MAP>  ref, namespace (null for a record)
// return   links      LIST<MAP>  from, to, rule, evidence, count, first, last, sources, score, weight
// return   judged     LIST<MAP>  judgements `same` that stand between two members: from, to, judgement, author, reason, first
// return   revision   INTEGER    the revision of the graph
// browser  :param id => 'P-1'; :param limit => 5000
CALL () {
  MATCH (p:Person {id: $id})
  RETURN p
  UNION
  MATCH (:Redirect {id: $id})-[:TO*1..]->(p:Person)
  RETURN p
}
CALL (p) {
  MATCH (p)<-[:BELONGS_TO]-(m)
  WITH m ORDER BY coalesce(m.id, m.key) LIMIT $limit
  RETURN collect(m) AS held
}
CALL (p, held) {
  UNWIND held AS a
  MATCH (a)-[v:ADMITTED]->(b)-[:BELONGS_TO]->(p)
  WITH a, b, v,
    head(COLLECT { MATCH (a)-[e:STATES|SEEN_WITH|ALIAS|RESEMBLES]-(b) RETURN e }) AS direct,
    head(COLLECT { MATCH (a)-[:OF]->{0,1}()-[e:STATES|SEEN_WITH|ALIAS]-()<-[:OF]-{0,1}(b) RETURN e }) AS used
  WITH a, b, v, coalesce(direct, used) AS e
  RETURN collect({
    from: coalesce('record/' + a.id, 'identifier/' + a.key), to: coalesce('record/' + b.id, 'identifier/' + b.key),
    rule: v.rule, evidence: type(e), count: e.count, first: e.first, last: e.last, sources: coalesce(e.sources, []), score: e.score, weight: e.weight
  }) AS links
}
CALL (p, held) {
  UNWIND held AS a
  MATCH (a)<-[:ON {pair: true, side: 'a'}]-(j)-[:ON {pair: true, side: 'b'}]->(b)-[:BELONGS_TO]->(p)
  WHERE j.verdict = 'same' AND j.state = 'stands'
  RETURN collect({
    from: coalesce('record/' + a.id, 'identifier/' + a.key), to: coalesce('record/' + b.id, 'identifier/' + b.key),
    judgement: j.id, author: j.author, reason: j.reason, first: j.at
  }) AS judged
}
RETURN p.id AS id, COUNT { (p)<-[:BELONGS_TO]-() } AS size,
  [m IN held | {ref: coalesce('record/' + m.id, 'identifier/' + m.key), namespace: CASE WHEN m:Record THEN null ELSE m.namespace END}] AS members,
  links, judged, coalesce(head(COLLECT { MATCH (s:State {name: 'graph'}) RETURN s.revision }), 0) AS revision
