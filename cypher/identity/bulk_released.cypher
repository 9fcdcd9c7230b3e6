// purpose  Identifiers that never join but still belong to a person.
// mode     read
// return   node  STRING  the element id
MATCH (i:Identifier)
WHERE i.standing IS NOT NULL AND i.barred IS NOT NULL AND EXISTS { (i)-[:BELONGS_TO]->() }
RETURN elementId(i) AS node
