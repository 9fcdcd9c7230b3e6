// purpose  The records and identifiers that have changed since they were last dealt with.
// mode     read
// return   node    STRING   the element id
// return   barred  BOOLEAN  it never joins
MATCH (n:Touched)
RETURN elementId(n) AS node, n.barred IS NOT NULL AS barred
