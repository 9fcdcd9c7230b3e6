// purpose  The log of judgements, the latest first.
// mode     read
// param    state       STRING        only entries of this state; null for all
// param    verdict     STRING        only entries of this verdict; null for all
// param    author      STRING        only what this author said; null for all
// param    before      INTEGER       only entries before this number
// param    limit       INTEGER       how many at most
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
// return   persons     LIST<STRING>  the persons that hold them now
// browser  :param state => null; :param verdict => null; :param author => null; :param before => 1000000000; :param limit => 100
MATCH (j:Judgement)
WHERE j.number < $before AND ($state IS NULL OR j.state = $state) AND ($verdict IS NULL OR j.verdict = $verdict) AND ($author IS NULL OR j.author = $author)
WITH j ORDER BY j.number DESC LIMIT $limit
RETURN j.id AS id, j.number AS number, j.verdict AS verdict, j.kind AS kind, j.state AS state, j.author AS author, j.reason AS reason, j.at AS at,
  j.agreedBy AS agreedBy, j.size AS size, head([(j)-[:UNDOES]->(t) | t.id]) AS undoes, head([(j)<-[:UNDOES]-(u {state: 'stands'}) | u.id]) AS undoneBy,
  j.supersedes AS supersedes,
  COLLECT { MATCH (j)-[on:ON {pair: true}]->(m) RETURN coalesce('record/' + m.id, 'identifier/' + m.key) ORDER BY on.side } AS pair,
  COLLECT { MATCH (j)-[:ON {pair: true}]->()-[:BELONGS_TO]->(p:Person) RETURN DISTINCT p.id AS id ORDER BY id } AS persons
ORDER BY number DESC
