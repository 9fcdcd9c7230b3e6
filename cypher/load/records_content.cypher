// purpose  All that the current versions of some records say.
// mode     read
// param    ids         LIST<STRING>        record ids
// return   id          STRING              the record
// return   properties  MAP                 its properties
// note     epochSeconds is cut towards zero before 1970; epochMillis is not
// return   at          INTEGER             its event time in microseconds, or null
// return   states      LIST<STRING>        keys of the identifiers it states
// return   groups      LIST<LIST<STRING>>  kind, key and role of its memberships
UNWIND $ids AS id
MATCH (r:Record {id: id})
RETURN r.id AS id, r {.*, at: null, loadedAt: null} AS properties, r.at.epochMillis * 1000 + r.at.microsecond % 1000 AS at,
  [(r)-[:STATES]->(i:Identifier) | i.key] AS states,
  [(r)-[m:MEMBER_OF]->(g) | [CASE WHEN g:Household THEN 'household' ELSE 'account' END, g.key, m.role]] AS groups
