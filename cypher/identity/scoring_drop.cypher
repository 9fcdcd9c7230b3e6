// purpose  Take back what no longer holds between records, and mark both as not yet dealt with.
// mode     write
// param    rows  LIST<MAP>  a and b (record ids, a the smaller), type
UNWIND $rows AS row
MATCH (a:Record {id: row.a})-[e:RESEMBLES|CONTRADICTS]->(b:Record {id: row.b})
WHERE type(e) = row.type
SET a:Touched, b:Touched
DELETE e
