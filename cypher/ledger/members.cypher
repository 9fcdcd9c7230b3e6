// purpose  Every record, identifier and use, with the person it belongs to.
// mode     read
// return   node    STRING   the element id
// return   record  BOOLEAN  whether it is a record
// return   key     STRING   record id, identifier key or use key
// return   person  STRING   the person, null if it belongs to none
MATCH (m:Record|Identifier|Use)
RETURN elementId(m) AS node, m:Record AS record, CASE WHEN m:Record THEN m.id ELSE m.key END AS key,
  head([(m)-[:BELONGS_TO]->(p:Person) | p.id]) AS person
