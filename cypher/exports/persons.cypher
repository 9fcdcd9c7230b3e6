// purpose  Every person with golden traits, in the order of the oldest names: records first, then identifiers.
// mode     read
// return   person       STRING        the id
// return   name         STRING        how the person is called, null if unknown
// return   kind         STRING        person or organisation
// return   anonymous    BOOLEAN       no record is known
// return   excluded     STRING        judged to be no customer: bot, test, staff; null for a customer
// return   traits       MAP           the properties of the golden record
// return   records      LIST<STRING>  record ids
// return   identifiers  LIST<STRING>  keys of identifiers and uses
MATCH (p:Person)
WITH p, COLLECT { MATCH (p)<-[:BELONGS_TO]-(r:Record) RETURN r.id AS id ORDER BY id } AS records,
  COLLECT { MATCH (p)<-[:BELONGS_TO]-(i:Identifier|Use) RETURN i.key AS key ORDER BY key } AS identifiers
RETURN p.id AS person, p.name AS name, coalesce(p.kind, 'person') AS kind, coalesce(p.anonymous, true) AS anonymous, p.excluded AS excluded,
  properties(p) AS traits, records, identifiers
ORDER BY coalesce(head(records), '~' + head(identifiers))
