// purpose  Every verdict, by the names of its two ends.
// mode     read
// return   a        STRING  where it starts
// return   b        STRING  where it ends
// return   verdict  STRING  ADMITTED or REFUSED
// return   rule     STRING  by which rule, null for what simply joins
// return   because  STRING  what spoke against it
MATCH (a)-[v:ADMITTED|REFUSED]->(b)
RETURN coalesce(a.id, a.key) AS a, coalesce(b.id, b.key) AS b, type(v) AS verdict, v.rule AS rule, v.because AS because
