// purpose  The records and telling identifiers of persons whose golden record is due.
// mode     read
// param    personal     LIST<STRING>  namespaces whose values may stand for a person
// param    limit        INTEGER       how many persons at once
// return   person       STRING        the id
// return   members      INTEGER    how many members it has
// return   records      LIST<MAP>     every record's properties; its time in microseconds
// return   identifiers  LIST<MAP>     namespace, value
CYPHER replan=skip
MATCH (p:Fresh)
WITH p
LIMIT $limit
RETURN p.id AS person, COUNT { (p)<-[:BELONGS_TO]-() } AS members, [(p)<-[:BELONGS_TO]-(r:Record) |
    r {.*, at: CASE WHEN r.at IS :: ZONED DATETIME THEN r.at.epochMillis * 1000 + r.at.microsecond % 1000 END, loadedAt: null}] AS records,
  [(p)<-[:BELONGS_TO]-(i:Identifier|Use) WHERE i.namespace IN $personal |
    {namespace: i.namespace, value: coalesce(i.value, head([(i)-[:OF]->(of) | of.value]))}] AS identifiers
