// purpose  Mark the identifiers that a changed record no longer states: they have one user less.
// mode     write
// return   touched  INTEGER  how many were not marked before
MATCH (r:Touched)-[:ADMITTED|REFUSED]->(m)-[:OF*0..1]->(i:Identifier)
USING SCAN r:Touched
WHERE 'Record' IN labels(r) AND NOT i:Touched AND NOT EXISTS { (r)-[:STATES]->(i) }
SET i:Touched
RETURN count(DISTINCT i) AS touched
