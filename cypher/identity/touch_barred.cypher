// purpose  Mark the records that state the hash of a value which is nobody's, once that is known: what made them alike no longer does.
// mode     write
// return   touched  INTEGER  how many were not marked before
MATCH (i:Touched)
USING SCAN i:Touched
WHERE i:Identifier AND i.late
REMOVE i.late
WITH i
MATCH (i)<-[:STATES]-(r:Record)
WHERE NOT r:Touched
SET r:Touched
RETURN count(DISTINCT r) AS touched
