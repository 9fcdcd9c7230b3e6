// purpose  Refuse evidence links, each with its rule and what speaks against it.
// mode     write
// param    rows     LIST<MAP>  a, b (element ids), rule, because
// return   written  INTEGER    how many
CYPHER replan=skip
UNWIND $rows AS row
MATCH (a)
WHERE elementId(a) = row.a
MATCH (b)
WHERE elementId(b) = row.b
CREATE (a)-[:REFUSED {rule: row.rule, because: row.because}]->(b)
RETURN count(*) AS written
