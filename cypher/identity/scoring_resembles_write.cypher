// purpose  Write how much records resemble each other, and mark both as not yet dealt with.
// mode     write
// param    rows  LIST<MAP>  a and b (record ids, a the smaller), score (probability), weight (bits), because
// param    model STRING     the name of the scoring model
UNWIND $rows AS row
MATCH (a:Record {id: row.a}), (b:Record {id: row.b})
MERGE (a)-[e:RESEMBLES]->(b)
SET e.score = row.score, e.weight = row.weight, e.model = $model, e.because = row.because, a:Touched, b:Touched
