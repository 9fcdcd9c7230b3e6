// purpose  What is next to some members: over evidence, within the same person, and between an identifier and its uses.
// mode     read
// param    nodes   LIST<STRING>  element ids
// return   node    STRING        a neighbour's element id
// return   value   STRING        its key, that of the plain value for a hash whose plain value is known
// return   barred  BOOLEAN       it never joins
// return   users   INTEGER       for a generic value: its users when they were last counted, else null
// return   near    INTEGER       by how many of these members it was reached over evidence
UNWIND $nodes AS node
MATCH (n)
WHERE elementId(n) = node
CALL (n) {
  MATCH (n)-[:STATES|SEEN_WITH|ALIAS]-(m)
  RETURN m, 1 AS near
  UNION ALL
  MATCH (n)-[:BELONGS_TO]->(:Person)<-[:BELONGS_TO]-(m)
  RETURN m, 0 AS near
  UNION ALL
  MATCH (n)-[:OF]-(m)
  RETURN m, 0 AS near
}
WITH m, sum(near) AS near
RETURN elementId(m) AS node, coalesce(m.twin, m.key) AS value, m.barred IS NOT NULL AS barred, CASE m.standing WHEN 'generic' THEN m.users END AS users, near
