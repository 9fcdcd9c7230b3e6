// purpose  What records say: traits, the identifiers they state, and their blocking keys.
// mode     read
// param    ids     LIST<STRING>        record ids
// return   id      STRING              the record's id
// return   traits  MAP                 its properties
// return   stated  LIST<LIST<STRING>>  namespace and value of each identifier, the key where only a hash is kept
// return   nobodys LIST<LIST<STRING>>  those of them that are nobody's: they make no two records alike, and two that state one are looked at more closely all the same
// return   keys    LIST<STRING>        its blocking keys as they stand
// return   waits   BOOLEAN             it is later than the instant of the run, and compared with nobody
UNWIND $ids AS id
MATCH (r:Record {id: id})
RETURN r.id AS id, properties(r) AS traits,
  [(r)-[:STATES]->(i:Identifier) | [i.namespace, coalesce(i.value, i.key)]] AS stated,
  [(r)-[:STATES]->(i:Identifier {standing: 'junk'}) | [i.namespace, coalesce(i.value, i.key)]] AS nobodys,
  [(r)-[:KEYED]->(k:BlockingKey) | k.key] AS keys, r.barred IS NOT NULL AS waits
