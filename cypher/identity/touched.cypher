// purpose  The records and identifiers that have changed since they were last dealt with.
// mode     read
// return   node  STRING  the element id
MATCH (n:Touched)
RETURN elementId(n) AS node
