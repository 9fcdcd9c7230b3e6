// purpose  The judgements that stand on some members: a same that was made of one, a different in which one stood on a side.
// mode     read
// param    nodes    LIST<STRING>  element ids
// return   id       STRING        the judgement
// return   number   INTEGER       its place in the log
// return   verdict  STRING        same or different
// return   author   STRING        who said so
// return   pair     LIST<STRING>  the two members that were judged
// return   ends     LIST<STRING>  their element ids
// return   left     LIST<STRING>  of a different: all that stood with the one
// return   right    LIST<STRING>  and with the other
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (n)<-[on:ON]-(j)
WHERE elementId(n) = node AND j.state = 'stands' AND (j.verdict = 'different' OR j.verdict = 'same' AND on.pair)
WITH DISTINCT j
RETURN j.id AS id, j.number AS number, j.verdict AS verdict, j.author AS author,
  COLLECT { MATCH (j)-[on:ON {pair: true}]->(m) RETURN coalesce('record/' + m.id, 'identifier/' + m.key) ORDER BY on.side } AS pair,
  COLLECT { MATCH (j)-[on:ON {pair: true}]->(m) RETURN elementId(m) ORDER BY on.side } AS ends,
  CASE j.verdict WHEN 'different' THEN COLLECT { MATCH (j)-[:ON {side: 'a'}]->(m) RETURN coalesce('record/' + m.id, 'identifier/' + m.key) } ELSE [] END AS left,
  CASE j.verdict WHEN 'different' THEN COLLECT { MATCH (j)-[:ON {side: 'b'}]->(m) RETURN coalesce('record/' + m.id, 'identifier/' + m.key) } ELSE [] END AS right
