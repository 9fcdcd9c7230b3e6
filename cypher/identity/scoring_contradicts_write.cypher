// purpose  Write that the traits of two records contradict, and mark both as not yet dealt with.
// mode     write
// param    rows  LIST<MAP>  a and b (record ids, a the smaller), weight (bits), because
// param    model STRING     the name of the scoring model
UNWIND $rows AS row
MATCH (a:Record {id: row.a}), (b:Record {id: row.b})
MERGE (a)-[e:CONTRADICTS]->(b)
SET e.weight = row.weight, e.model = $model, e.because = row.because, a:Touched, b:Touched
