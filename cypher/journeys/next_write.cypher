// purpose  Consecutive touchpoints of a journey that were not linked before.
// mode     write
// param    rows   LIST<LIST>  from and to (the nodes' element ids), seconds between
// return   count  INTEGER     how many links
UNWIND $rows AS row
MATCH (a:Touchpoint) WHERE elementId(a) = row[0]
MATCH (b:Touchpoint) WHERE elementId(b) = row[1]
CREATE (a)-[:NEXT {seconds: row[2]}]->(b)
RETURN count(*) AS count
