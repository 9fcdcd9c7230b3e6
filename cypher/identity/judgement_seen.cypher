// purpose  What a steward sees of some members: the persons they belong to, everybody in them, and what was judged of them.
// mode     read
// param    nodes    LIST<STRING>  element ids
// return   person   STRING        the person, or the member itself where it belongs to nobody
// return   members  LIST<STRING>  everybody in it, in order
// return   judged   LIST<STRING>  the judgements on the members asked for, with their states
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (n)
WHERE elementId(n) = node
OPTIONAL MATCH (n)-[:BELONGS_TO]->(p:Person)
RETURN coalesce(p.id, n.id, n.key) AS person,
  COLLECT { MATCH (p)<-[:BELONGS_TO]-(m) WITH coalesce('record/' + m.id, 'identifier/' + m.key) AS ref RETURN ref ORDER BY ref } AS members,
  COLLECT { MATCH (n)<-[:ON]-(j:Judgement) WITH j.id + ' ' + j.state AS judged RETURN judged ORDER BY judged } AS judged
ORDER BY person
