// purpose  Whom some records may resemble or contradict: those with a telling key or an identifier in common, and those they are held to now.
// mode     read
// param    ids     LIST<STRING>  record ids
// return   id      STRING        the record's id
// return   others  LIST<STRING>  the ids of its candidates
// return   held    LIST<MAP>     the relationships that stand: other, type, weight, model, because
UNWIND $ids AS id
MATCH (r:Record {id: id})
OPTIONAL CALL (r) {
  MATCH (r)-[:KEYED]->(k:BlockingKey)
  WHERE k.generic IS NULL
  MATCH (k)<-[:KEYED]-(o:Record)
  RETURN o
  UNION
  MATCH (r)-[:STATES]->(i:Identifier)
  WHERE i.crowded IS NULL
  MATCH (i)<-[:STATES]-(o:Record)
  WHERE r.barred IS NULL AND o.barred IS NULL
  RETURN o
}
WITH r, [other IN collect(DISTINCT o.id) WHERE other <> r.id] AS others
RETURN r.id AS id, others,
  [(r)-[e:RESEMBLES|CONTRADICTS]-(o) | {other: o.id, type: type(e), weight: e.weight, model: e.model, because: e.because}] AS held
