// purpose  Admit evidence links.
// mode     write
// param    rows     LIST<MAP>  a, b (element ids)
// return   written  INTEGER    how many
CYPHER replan=skip
UNWIND $rows AS row
MATCH (a)
WHERE elementId(a) = row.a
MATCH (b)
WHERE elementId(b) = row.b
CREATE (a)-[:ADMITTED]->(b)
RETURN count(*) AS written
