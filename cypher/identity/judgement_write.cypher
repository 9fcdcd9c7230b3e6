// purpose  Append a judgement: on the members that were judged and on all that stood with them, each with the person it had then, and with the names of all who were known of; they are dealt with again.
// mode     write
// param    entry  MAP           its properties
// param    a      STRING        the element id of the one that was judged
// param    b      STRING        of the other; null for a judgement on one
// param    left   LIST<STRING>  all that stood with the one, itself included
// param    right  LIST<STRING>  all that stood with the other
// param    most   INTEGER       of those known of, how many it remembers
// return   left   LIST<STRING>  all that stood with the one, as members are named
// return   right  LIST<STRING>  and with the other
// note     Known of are everybody in the persons of those judged, and what was refused or contested between them and others.
CYPHER replan=skip
OPTIONAL MATCH (turn:State {name: 'judgements'})
WITH coalesce(turn.mark, 'Judged') AS mark
MERGE (s:State {name: 'graph'})
CREATE (j:Judgement)
SET j = $entry, j.sets = coalesce(s.changeSets, 0), j.knew = COLLECT {
    MATCH (n) WHERE elementId(n) IN [$a, $b]
    CALL (n) {
      RETURN n AS m
      UNION
      MATCH (n)-[:BELONGS_TO]->(:Person)<-[:BELONGS_TO]-(m)
      RETURN m
    }
    CALL (m) {
      RETURN m AS known
      UNION
      MATCH (m)-[v:REFUSED]-(known)
      WHERE NOT v.rule IN ['junk', 'generic', 'shared', 'evidence']
      RETURN known
    }
    WITH DISTINCT known LIMIT $most
    RETURN coalesce('record/' + known.id, 'identifier/' + known.key)
  }
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
