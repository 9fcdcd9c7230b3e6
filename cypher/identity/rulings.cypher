// purpose  The judgements *same* and *different* that stand on some members.
// mode     read
// param    nodes  LIST<STRING>  element ids
// return   id     STRING        the judgement
// return   same   BOOLEAN       judged the same, else different
// return   on     LIST<MAP>     its members: node (element id), side ('a' or 'b'), pair (it is one of the two judged)
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (n)<-[:ON]-(j)
WHERE elementId(n) = node AND j.state = 'stands' AND j.verdict IN ['same', 'different']
WITH DISTINCT j
RETURN j.id AS id, j.verdict = 'same' AS same, [(j)-[on:ON]->(m) | {node: elementId(m), side: on.side, pair: coalesce(on.pair, false)}] AS on
