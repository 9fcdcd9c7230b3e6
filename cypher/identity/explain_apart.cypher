// purpose  What keeps two members apart: refused links between their persons, values that both were refused, and judgements.
// mode     read
// param    a        STRING     the element id of one
// param    b        STRING     the element id of the other
// param    limit    INTEGER    links looked at on each side
// return   refused  LIST<MAP>  a refused link from one side to the other, or to what the other was refused too: from, to, rule, because, side
// note     Walks outward from members only: what a generic value with a million users hangs on is never walked.
MATCH (a), (b)
WHERE elementId(a) = $a AND elementId(b) = $b
WITH a, b,
  [a] + [(a)-[:BELONGS_TO]->(:Person)<-[:BELONGS_TO]-(m) | m][..$limit] AS left,
  [b] + [(b)-[:BELONGS_TO]->(:Person)<-[:BELONGS_TO]-(m) | m][..$limit] AS right
CALL (left) {
  UNWIND left AS m
  WITH DISTINCT m WHERE m.standing IS NULL
  MATCH (m)-[v:REFUSED]-(far)
  RETURN collect({v: v, m: m, far: far})[..$limit] AS fromLeft
}
CALL (right) {
  UNWIND right AS m
  WITH DISTINCT m WHERE m.standing IS NULL
  MATCH (m)-[v:REFUSED]-(far)
  RETURN collect({v: v, m: m, far: far})[..$limit] AS fromRight
}
WITH left, right, fromLeft, fromRight, [each IN fromLeft | each.far] AS leftFar, [each IN fromRight | each.far] AS rightFar
WITH
  [each IN fromLeft WHERE each.far IN right OR each.far IN rightFar | {v: each.v, m: each.m, far: each.far, side: 'a', direct: each.far IN right}]
    + [each IN fromRight WHERE each.far IN left OR each.far IN leftFar | {v: each.v, m: each.m, far: each.far, side: 'b', direct: each.far IN left}] AS found
RETURN [each IN found | {
  from: coalesce('record/' + each.m.id, 'identifier/' + each.m.key), to: coalesce('record/' + each.far.id, 'identifier/' + each.far.key),
  rule: each.v.rule, because: each.v.because, side: each.side, direct: each.direct
}] AS refused
