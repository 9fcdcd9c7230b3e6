// purpose  Every current record with its person, in order.
// mode     read
// return   source  STRING  the source
// return   record  STRING  the key within its source
// return   person  STRING  the id, null if it belongs to nobody
MATCH (r:Record)
OPTIONAL MATCH (r)-[:BELONGS_TO]->(p:Person)
RETURN r.source AS source, r.key AS record, p.id AS person
ORDER BY source, record
