// purpose  Give records blocking keys they did not have.
// mode     write
// param    rows  LIST<MAP>  id (the record's) and key
UNWIND $rows AS row
MATCH (r:Record {id: row.id})
MERGE (k:BlockingKey {key: row.key})
MERGE (r)-[:KEYED]->(k)
