// purpose  Why two members are one person: the shortest way from one to the other over what joins, evidence and judgements.
// mode     read
// param    a      STRING     the element id of one
// param    b      STRING     the element id of the other
// return   steps  LIST<MAP>  one for each link: from, to, evidence, count, first, last, sources, score, weight, because, and the judgement
// note     A judgement stands between the two members it was made on; the members that stood with them do not make a way.
MATCH (a), (b)
WHERE elementId(a) = $a AND elementId(b) = $b
MATCH path = shortestPath((a)-[:ADMITTED|ON*..10000]-(b))
WHERE all(r IN relationships(path) WHERE type(r) = 'ADMITTED' OR r.pair)
  AND all(n IN nodes(path) WHERE NOT n:Judgement OR (n.state = 'stands' AND n.verdict = 'same'))
WITH [n IN nodes(path) WHERE NOT n:Judgement] AS members, [n IN nodes(path) WHERE n:Judgement] AS judged
UNWIND CASE WHEN size(members) > 1 THEN range(0, size(members) - 2) ELSE [null] END AS place
WITH place, members[place] AS a, members[place + 1] AS b, judged
OPTIONAL MATCH (a)-[v:ADMITTED]-(b)
WITH place, a, b, judged, head(collect(v)) AS v
WITH place, a, b, v, CASE WHEN v IS NULL THEN head([j IN judged WHERE EXISTS { (a)<-[:ON {pair: true}]-(j) } AND EXISTS { (j)-[:ON {pair: true}]->(b) }]) END AS j
WITH place, a, b, v, j,
  head(COLLECT { MATCH (a)-[e:STATES|SEEN_WITH|ALIAS|RESEMBLES]-(b) RETURN e }) AS direct,
  head(COLLECT { MATCH (a)-[:OF]->{0,1}()-[e:STATES|SEEN_WITH|ALIAS]-()<-[:OF]-{0,1}(b) RETURN e }) AS used
WITH place, a, b, v, j, coalesce(direct, used) AS e
ORDER BY place
RETURN [step IN collect({
  from: coalesce('record/' + a.id, 'identifier/' + a.key), to: coalesce('record/' + b.id, 'identifier/' + b.key),
  rule: v.rule, evidence: type(e), count: e.count, first: e.first, last: e.last, sources: coalesce(e.sources, []),
  score: e.score, weight: e.weight, because: e.because,
  judgement: CASE WHEN j IS NOT NULL THEN {id: j.id, verdict: j.verdict, author: j.author, reason: j.reason, at: j.at} END
}) WHERE step.from IS NOT NULL] AS steps
