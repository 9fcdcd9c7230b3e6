// purpose  Identifiers that never join, and records that wait, but still belong to a person.
// mode     read
// return   node  STRING  the element id
CALL () {
  MATCH (i:Identifier)
  WHERE i.standing IS NOT NULL AND i.barred IS NOT NULL AND EXISTS { (i)-[:BELONGS_TO]->() }
  RETURN i AS n
  UNION ALL
  MATCH (r:Record&(Touched|Judged))
  WHERE r.barred IS NOT NULL AND EXISTS { (r)-[:BELONGS_TO]->() }
  RETURN r AS n
}
RETURN elementId(n) AS node
