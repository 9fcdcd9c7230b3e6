// purpose  Take blocking keys from records that no longer have them.
// mode     write
// param    rows  LIST<MAP>  id (the record's) and key
UNWIND $rows AS row
MATCH (:Record {id: row.id})-[old:KEYED]->(:BlockingKey {key: row.key})
DELETE old
