// purpose  Everything that was ever said of exactly these members, and every undoing of it.
// mode     read
// param    nodes    LIST<STRING>  the element ids of the pair, or of the one member
// return   id       STRING        the entry
// return   number   INTEGER       its place in the log
// return   verdict  STRING        same, different, unsure, not_a_customer or undo
// return   kind     STRING        of not_a_customer: bot, test or staff
// return   state    STRING        pending, stands, undone or superseded
// return   waits    BOOLEAN       a second account has still to agree
// return   author   STRING        who said so
// return   target   STRING        what an undo undoes
// return   pair     LIST<STRING>  the members that were judged
// return   left     LIST<STRING>  all that stood with the one
// return   right    LIST<STRING>  and with the other
CYPHER replan=skip
MATCH (first)<-[:ON {pair: true}]-(j:Judgement)
WHERE elementId(first) = $nodes[0] AND COUNT { (j)-[:ON {pair: true}]->() } = size($nodes)
  AND all(node IN $nodes WHERE EXISTS { MATCH (j)-[:ON {pair: true}]->(m) WHERE elementId(m) = node })
MATCH (j)<-[:UNDOES*0..100]-(entry:Judgement)
WITH DISTINCT entry
RETURN entry.id AS id, entry.number AS number, entry.verdict AS verdict, entry.kind AS kind, entry.state AS state, coalesce(entry.waits, false) AS waits,
  entry.author AS author, head([(entry)-[:UNDOES]->(target) | target.id]) AS target,
  COLLECT { MATCH (entry)-[on:ON {pair: true}]->(m) RETURN coalesce('record/' + m.id, 'identifier/' + m.key) ORDER BY on.side } AS pair,
  [(entry)-[:ON {side: 'a'}]->(m) | coalesce('record/' + m.id, 'identifier/' + m.key)] AS left,
  [(entry)-[:ON {side: 'b'}]->(m) | coalesce('record/' + m.id, 'identifier/' + m.key)] AS right
ORDER BY number
