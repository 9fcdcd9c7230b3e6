// purpose  The records and identifiers that have changed, or that somebody judged, since they were last dealt with.
// mode     read
// return   node    STRING   the element id
// return   barred  BOOLEAN  it never joins
// return   beyond  BOOLEAN  it is generic, and only its users need be looked at
MATCH (n:Touched|Judged)
RETURN elementId(n) AS node, n.barred IS NOT NULL AS barred,
  n.standing = 'generic' AND NOT EXISTS { (n)<-[:OF]-(:Use) }
    AND NOT EXISTS { (n)-[:ALIAS]-(m) WHERE NOT EXISTS { (n)-[:ADMITTED|REFUSED]-(m) } } AS beyond
