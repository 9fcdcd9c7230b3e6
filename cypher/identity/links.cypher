// purpose  The evidence links of some members, each once for every end that is among them.
// mode     read
// param    nodes      LIST<STRING>  element ids
// param    threshold  FLOAT         from which score two records that are alike are evidence
// param    until      DATETIME      the instant of the run: what was first seen later waits; null: nothing waits
// note     What came in the course of the run, and nobody has looked at yet, is barred without a standing: its links wait for the next run.
// return   link       STRING        the element id of the link
// return   a          STRING        its start
// return   b          STRING        its end
// return   relation   STRING        STATES, SEEN_WITH, ALIAS or RESEMBLES
// return   score      FLOAT         how sure it is that two records are alike, null for other links
// return   weight     FLOAT         the same in bits
// return   first      INTEGER       first event time in microseconds, null if none is known
// return   last       INTEGER       last event time up to the instant, in microseconds, null if none is known
// return   standing   STRING        why the far end does not join, null if it does
// return   key        STRING        the key of the far end, where it does not join
// return   waits      BOOLEAN       it was first seen after the instant
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (n)-[e:STATES|SEEN_WITH|ALIAS|RESEMBLES]-(m)
WHERE elementId(n) = node AND (e.score IS NULL OR e.score >= $threshold) AND (m.barred IS NULL OR m.standing IS NOT NULL)
WITH n, e, m, CASE WHEN e.first <= $until < e.last AND type(e) = 'SEEN_WITH' THEN
    coalesce(head(COLLECT { MATCH (n)<-[:CARRIED {role: 'actor'}]-(t:Touchpoint)-[:CARRIED {role: 'actor'}]->(m) WHERE t.at <= $until RETURN t.at ORDER BY t.at DESC LIMIT 1 }), e.first)
  ELSE e.last END AS last
RETURN elementId(e) AS link, elementId(startNode(e)) AS a, elementId(endNode(e)) AS b, type(e) AS relation, e.score AS score, e.weight AS weight,
  e.first.epochMillis * 1000 + e.first.microsecond % 1000 AS first, last.epochMillis * 1000 + last.microsecond % 1000 AS last,
  m.standing AS standing, CASE WHEN m.standing IS NOT NULL THEN m.key END AS key,
  coalesce(e.first > $until, false) AS waits
