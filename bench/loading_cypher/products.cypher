// purpose  The peer's links to products, created blindly.
// mode     write
// param    rows  LIST<LIST<STRING>>  touchpoint and product
UNWIND $rows AS row
MATCH (t:Touchpoint {id: row[0]})
MATCH (n:Product {name: row[1]})
CREATE (t)-[:ABOUT]->(n)
