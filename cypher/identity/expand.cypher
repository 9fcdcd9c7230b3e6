// purpose  What is next to some members: over evidence, within one person, between an identifier and its uses, and by judgements *same*.
// mode     read
// param    nodes      LIST<STRING>  element ids
// param    threshold  FLOAT         from which score two records that are alike are evidence
// return   node       STRING        a neighbour's element id
// return   value      STRING        its key, that of the plain value for a hash whose plain value is known
// return   barred     BOOLEAN       it never joins
// return   spare      INTEGER       for a generic value that need not be followed: how many of its users may change until it is, else null
// return   near       INTEGER       by how many of these members it was reached over evidence, a withdrawn one too
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (n)
WHERE elementId(n) = node
CALL (n) {
  MATCH (n)-[e:STATES|SEEN_WITH|RESEMBLES]-(m)
  WHERE e.score IS NULL OR e.score >= $threshold
  RETURN m, 1 AS near, 0 AS always
  UNION ALL
  MATCH (n)-[:REFUSED]-(m)
  WHERE NOT EXISTS { (n)-[:STATES|SEEN_WITH|ALIAS|RESEMBLES]-(m) }
  RETURN m, 1 AS near, 0 AS always
  UNION ALL
  MATCH (n)-[:ALIAS]-(m)
  RETURN m, 1 AS near, 1 AS always
  UNION ALL
  MATCH (n)-[:BELONGS_TO]->(:Person)<-[:BELONGS_TO]-(m)
  RETURN m, 0 AS near, 1 AS always
  UNION ALL
  MATCH (n)-[:OF]-(m)
  RETURN m, 0 AS near, 1 AS always
  UNION ALL
  MATCH (n)<-[:ON {pair: true}]-(j)-[:ON {pair: true}]->(m)
  WHERE j.state = 'stands' AND j.verdict = 'same'
  RETURN m, 0 AS near, 1 AS always
}
WITH m, sum(near) AS near, max(always) AS always
RETURN elementId(m) AS node, coalesce(m.twin, m.key) AS value, m.barred IS NOT NULL AS barred,
  CASE WHEN m.standing = 'generic' AND always = 0 AND NOT EXISTS { (m)<-[:OF]-(:Use) } THEN coalesce(m.spare, 0) END AS spare, near
