// purpose  The records and identifiers that have changed, or that somebody judged, since they were last dealt with.
// mode     read
// param    limit   INTEGER  how many at most
// return   node    STRING   the element id
// return   barred  BOOLEAN  it never joins
// return   beyond  BOOLEAN  it is generic, and only its users need be looked at
// note     What came in the course of the run is barred without a standing: nobody has looked at it yet, also where the run itself has touched it.
CYPHER replan=skip
CALL () {
  MATCH (n:Touched)
  RETURN n
  UNION
  MATCH (n:Judged)
  RETURN n
}
WITH n
WHERE n.barred IS NULL OR n.standing IS NOT NULL
WITH n
LIMIT $limit
RETURN elementId(n) AS node, n.barred IS NOT NULL AS barred,
  n.standing = 'generic' AND NOT EXISTS { (n)<-[:OF]-(:Use) }
    AND NOT EXISTS { (n)-[:ALIAS]-(m) WHERE NOT EXISTS { (n)-[:ADMITTED|REFUSED]-(m) } } AS beyond
