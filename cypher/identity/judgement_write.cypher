// purpose  Append a judgement: on the members that were judged and on all that stood with them, each with the person it had then; they are dealt with again.
// mode     write
// param    entry  MAP           its properties
// param    a      STRING        the element id of the one that was judged
// param    b      STRING        of the other; null for a judgement on one
// param    left   LIST<STRING>  all that stood with the one, itself included
// param    right  LIST<STRING>  all that stood with the other
// return   left   LIST<STRING>  all that stood with the one, as members are named
// return   right  LIST<STRING>  and with the other
OPTIONAL MATCH (turn:State {name: 'judgements'})
WITH coalesce(turn.mark, 'Judged') AS mark
MERGE (s:State {name: 'graph'})
CREATE (j:Judgement)
SET j = $entry, j.sets = coalesce(s.changeSets, 0)
WITH j, mark
CALL (j, mark) {
  UNWIND $left AS node
  MATCH (m) WHERE elementId(m) = node
  CREATE (j)-[on:ON {side: 'a', had: head([(m)-[:BELONGS_TO]->(p:Person) | p.id])}]->(m)
  SET m:$(mark)
  FOREACH (one IN CASE WHEN node = $a THEN [1] ELSE [] END | SET on.pair = true)
  RETURN collect(coalesce('record/' + m.id, 'identifier/' + m.key)) AS onLeft
}
CALL (j, mark) {
  UNWIND $right AS node
  MATCH (m) WHERE elementId(m) = node
  CREATE (j)-[on:ON {side: 'b', had: head([(m)-[:BELONGS_TO]->(p:Person) | p.id])}]->(m)
  SET m:$(mark)
  FOREACH (one IN CASE WHEN node = $b THEN [1] ELSE [] END | SET on.pair = true)
  RETURN collect(coalesce('record/' + m.id, 'identifier/' + m.key)) AS onRight
}
RETURN onLeft AS left, onRight AS right
