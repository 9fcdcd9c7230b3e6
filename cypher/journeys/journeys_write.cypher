// purpose  Journey parts as they are now.
// mode     write
// param    rows   LIST<MAP>  person (the id), id (of the part), properties (all of them)
// return   count  INTEGER    how many were written
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MERGE (j:Journey {id: row.id})
SET j = row.properties
MERGE (p)-[:TOOK]->(j)
RETURN count(j) AS count
