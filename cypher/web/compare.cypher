// purpose  What members say of whom they are about, to be laid side by side: a record its traits and identifiers, an identifier the records that state it.
// mode     read
// param    nodes   LIST<STRING>  element ids of members
// return   node    STRING        the member
// return   traits  LIST<LIST>    name and value, as text
// browser  :param nodes => []
UNWIND $nodes AS wanted
MATCH (n)
WHERE elementId(n) = wanted
WITH n, CASE WHEN n:Record THEN n ELSE null END AS record
CALL (n, record) {
  UNWIND CASE WHEN record IS NULL THEN [] ELSE [k IN keys(record) WHERE NOT k IN ['id', 'key', 'hash', 'version', 'loadedAt'] | [k, toStringOrNull(record[k])]] END AS pair
  RETURN pair
  UNION ALL
  MATCH (n)-[:STATES]->(i:Identifier)
  WITH i.namespace AS name, i.value AS value ORDER BY name, value
  WITH name, collect(coalesce(value, 'hashed')) AS values
  RETURN [name, apoc.text.join(values, ', ')] AS pair
  UNION ALL
  MATCH (n)-[:OF*0..1]->(:Identifier)<-[:STATES]-(r:Record)
  WITH r ORDER BY r.id LIMIT 20
  WITH collect(r.id) AS ids WHERE size(ids) > 0
  RETURN ['stated by', apoc.text.join(ids, ', ')] AS pair
}
WITH n, pair WHERE pair[1] IS NOT NULL
WITH n, collect(pair) AS pairs
RETURN elementId(n) AS node, pairs AS traits
