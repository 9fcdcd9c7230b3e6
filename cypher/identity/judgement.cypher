// purpose  One entry of the log of judgements.
// mode     read
// param    id          STRING        the entry, e.g. 'J-12'
// return   id          STRING        the entry
// return   number      INTEGER       its place in the log
// return   verdict     STRING        same, different, unsure, not_a_customer or undo
// return   kind        STRING        of not_a_customer: bot, test or staff
// return   state       STRING        pending, stands, undone or superseded
// return   author      STRING        who said so
// return   reason      STRING        why
// return   at          DATETIME      when
// return   agreedBy    STRING        the second account, where one was needed
// return   size        INTEGER       how many members stood on both sides
// return   undoes      STRING        what an undo undoes
// return   undoneBy    STRING        the undoing that stands
// return   supersedes  STRING        the entry about the same members before it
// return   pair        LIST<STRING>  the members that were judged
// return   nodes       LIST<STRING>  their element ids
// return   persons     LIST<STRING>  the persons that hold them now
// browser  :param id => 'J-1'
CYPHER replan=skip
MATCH (j:Judgement {id: $id})
RETURN j.id AS id, j.number AS number, j.verdict AS verdict, j.kind AS kind, j.state AS state, j.author AS author, j.reason AS reason, j.at AS at,
  j.agreedBy AS agreedBy, j.size AS size, head([(j)-[:UNDOES]->(t) | t.id]) AS undoes, head([(j)<-[:UNDOES]-(u {state: 'stands'}) | u.id]) AS undoneBy,
  j.supersedes AS supersedes,
  COLLECT { MATCH (j)-[on:ON {pair: true}]->(m) RETURN coalesce('record/' + m.id, 'identifier/' + m.key) ORDER BY on.side } AS pair,
  COLLECT { MATCH (j)-[on:ON {pair: true}]->(m) RETURN elementId(m) ORDER BY on.side } AS nodes,
  COLLECT { MATCH (j)-[:ON {pair: true}]->()-[:BELONGS_TO]->(p:Person) RETURN DISTINCT p.id AS id ORDER BY id } AS persons
