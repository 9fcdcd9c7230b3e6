// purpose  What some names stand for: records by id, identifiers and uses by key, with whose they are.
// mode     read
// param    names     LIST<STRING>  record ids or keys of identifiers and uses
// return   name      STRING        as asked
// return   ref       STRING        the member within a merge graph: its kind and its key
// return   node      STRING        its element id
// return   standing  STRING        why it joins nobody, null if it does
// return   uses      LIST<STRING>  for an identifier that changed hands: the keys of its uses, which are the members
// return   person    STRING        the person it belongs to, null if none
// return   size      INTEGER       how many members that person has
// browser  :param names => ['crm:C-1001']
CYPHER replan=skip
UNWIND $names AS name
CALL (name) {
  MATCH (n:Record {id: name})
  RETURN n, 'record/' + name AS ref
  UNION
  MATCH (n:Identifier {key: name})
  RETURN n, 'identifier/' + name AS ref
  UNION
  MATCH (n:Use {key: name})
  RETURN n, 'identifier/' + name AS ref
}
OPTIONAL MATCH (n)-[:BELONGS_TO]->(p:Person)
RETURN name, ref, elementId(n) AS node, n.standing AS standing, [(n)<-[:OF]-(u:Use) | u.key] AS uses, p.id AS person, p.members AS size
