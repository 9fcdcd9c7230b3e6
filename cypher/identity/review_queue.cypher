// purpose  The queue for stewards, the riskiest first.
// mode     read
// param    kind       STRING        only of this kind: pending, against, bridge, oversize, contested, touchpoints, score or numbering; null for all
// param    risk       FLOAT         go on after this risk
// param    after      STRING        and this item
// param    limit      INTEGER       how many at most
// return   id         STRING        its key, which stays the same as long as what it is about does
// return   kind       STRING        why it is in the queue
// return   risk       FLOAT         0 to 1; what orders the queue
// return   reason     STRING        the same in a sentence
// return   a          STRING        a member to look at
// return   b          STRING        and the other one; null where it is about one
// return   others     LIST<STRING>  more members to look at beside the first, where several claim it
// return   judgement  STRING        the judgement it is about, if it is
// return   persons    LIST<MAP>     whom it is about: id, name, members
// browser  :param kind => null; :param risk => 2.0; :param after => ''; :param limit => 50
MATCH (r:Review)
WHERE r.risk <= $risk AND (r.risk < $risk OR r.id > $after) AND ($kind IS NULL OR r.kind = $kind)
WITH r ORDER BY r.risk DESC, r.id LIMIT $limit
RETURN r.id AS id, r.kind AS kind, r.risk AS risk, r.reason AS reason, r.a AS a, r.b AS b, coalesce(r.others, []) AS others, r.judgement AS judgement,
  COLLECT { MATCH (r)-[:ABOUT]->(p:Person) RETURN {id: p.id, name: p.name, members: p.members} AS person ORDER BY person.id } AS persons
ORDER BY risk DESC, id
