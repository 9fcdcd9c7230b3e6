// purpose  What stewards said of a person's members, and what they took back, the latest first.
// mode     read
// param    id        STRING        the id in use
// param    limit     INTEGER       entries at most
// return   id        STRING        the judgement
// return   number    INTEGER       its number
// return   verdict   STRING        same, different, unsure, not_a_customer, or undo
// return   kind      STRING        of not_a_customer: bot, test, staff
// return   state     STRING        pending, stands, undone or superseded
// return   author    STRING        who said so
// return   reason    STRING        why
// return   at        DATETIME      when
// return   agreedBy  STRING        who agreed, null where nobody had to
// return   agreedAt  DATETIME      when
// return   undoes    STRING        what an undoing takes back
// return   pair      LIST<STRING>  the members that were judged
// browser  :param id => 'P-1'; :param limit => 100
MATCH (:Person {id: $id})<-[:BELONGS_TO]-()<-[:ON {pair: true}]-(said:Judgement)
WITH DISTINCT said
MATCH (j:Judgement)-[:UNDOES]->{0,20}(said)
WITH DISTINCT j ORDER BY j.number DESC LIMIT $limit
RETURN j.id AS id, j.number AS number, j.verdict AS verdict, j.kind AS kind, j.state AS state, j.author AS author, j.reason AS reason, j.at AS at,
  j.agreedBy AS agreedBy, j.agreedAt AS agreedAt, head([(j)-[:UNDOES]->(u) | u.id]) AS undoes,
  COLLECT { MATCH (j)-[on:ON {pair: true}]->(m) RETURN coalesce('record/' + m.id, 'identifier/' + m.key) ORDER BY on.side } AS pair
ORDER BY number DESC
