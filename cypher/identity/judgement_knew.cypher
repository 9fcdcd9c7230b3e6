// purpose  What is known of some members when they are judged: everybody in their persons, and what was refused or contested between those and others.
// mode     read
// param    nodes  LIST<STRING>  element ids
// param    limit  INTEGER       how many at most
// return   ref    STRING        a member
UNWIND $nodes AS node
MATCH (n)
WHERE elementId(n) = node
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
WITH DISTINCT known LIMIT $limit
RETURN coalesce('record/' + known.id, 'identifier/' + known.key) AS ref
