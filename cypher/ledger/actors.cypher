// purpose  Who did a touchpoint: its actor identifiers, each by the use that it fell into.
// mode     read
// param    id          STRING        a touchpoint's id
// return   at          INTEGER       when it happened, epoch microseconds
// return   namespaces  LIST<STRING>  of each actor
// return   keys        LIST<STRING>  of each actor, the key of the identifier
// return   uses        LIST<STRING>  of each actor, the key of the use, null where it does not change hands
// browser  :param id => 'web:1'
MATCH (t:Touchpoint {id: $id})
WITH t, COLLECT {
  MATCH (t)-[:CARRIED {role: 'actor'}]->(i:Identifier)
  OPTIONAL MATCH (i)<-[:OF]-(u:Use)
  WHERE u.from <= t.at <= u.to
  RETURN {namespace: i.namespace, key: i.key, use: u.key}
  ORDER BY i.key
} AS actors
RETURN t.at.epochMillis * 1000 + t.at.microsecond % 1000 AS at, [a IN actors | a.namespace] AS namespaces, [a IN actors | a.key] AS keys,
  [a IN actors | a.use] AS uses
