// purpose  Links between touchpoints that no longer follow each other.
// mode     write
// param    rows   LIST<LIST>  from and to (ids of touchpoints)
// return   count  INTEGER     how many went
UNWIND $rows AS row
MATCH (a:Touchpoint {id: row[0]})-[next:NEXT]->(b:Touchpoint {id: row[1]})
DELETE next
RETURN count(*) AS count
