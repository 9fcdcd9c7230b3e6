// purpose  All that the current versions of some touchpoints say.
// mode     read
// param    ids         LIST<STRING>      touchpoint ids
// return   id          STRING            the touchpoint
// return   properties  MAP               its properties
// note     epochSeconds is cut towards zero before 1970; epochMillis is not
// return   at          INTEGER           its time in microseconds
// return   carried     LIST<LIST<STRING>>  key and role of each identifier it carried
UNWIND $ids AS id
MATCH (t:Touchpoint {id: id})
RETURN t.id AS id, t {.*, at: null, receivedAt: null} AS properties, t.at.epochMillis * 1000 + t.at.microsecond % 1000 AS at,
  [(t)-[c:CARRIED]->(i:Identifier) | [i.key, c.role]] AS carried
