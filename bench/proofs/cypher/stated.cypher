// purpose  Every record with its person and the identifiers it states.
// mode     read
// return   record  STRING        its id
// return   person  STRING        whose it is
// return   values  LIST<STRING>  keys
MATCH (r:Record)-[:BELONGS_TO]->(p:Person)
RETURN r.id AS record, p.id AS person, [(r)-[:STATES]->(i) | i.key] AS values
