// purpose  The evidence links of some members, each once for every end that is among them.
// mode     read
// param    nodes     LIST<STRING>  element ids
// return   link      STRING        the element id of the link
// return   a         STRING        its start
// return   b         STRING        its end
// return   relation  STRING        STATES, SEEN_WITH or ALIAS
// return   first     INTEGER       first event time in microseconds, null if none is known
// return   last      INTEGER       last event time in microseconds, null if none is known
// return   standing  STRING        why the far end does not join, null if it does
// return   key       STRING        the key of the far end, where it does not join
UNWIND $nodes AS node
MATCH (n)-[e:STATES|SEEN_WITH|ALIAS]-(m)
WHERE elementId(n) = node
RETURN elementId(e) AS link, elementId(startNode(e)) AS a, elementId(endNode(e)) AS b, type(e) AS relation,
  e.first.epochMillis * 1000 + e.first.microsecond % 1000 AS first, e.last.epochMillis * 1000 + e.last.microsecond % 1000 AS last,
  m.standing AS standing, CASE WHEN m.standing IS NOT NULL THEN m.key END AS key
