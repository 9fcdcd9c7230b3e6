// purpose  Every record of a person that is compared (those later than the instant of the run are not), and whose it is by now.
// mode     read
// return   id      STRING  the record's id
// return   person  STRING  the person it belongs to, null before the first run
MATCH (r:Record)
WHERE r.barred IS NULL AND coalesce(r.kind, 'person') <> 'organisation' AND (r.organisation IS NULL OR r.familyName IS NOT NULL)
RETURN r.id AS id, head([(r)-[:BELONGS_TO]->(p:Person) | p.id]) AS person
