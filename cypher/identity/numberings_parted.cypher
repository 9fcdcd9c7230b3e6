// purpose  Namespaces that two sources use as if they were one numbering: of the customers whom both know by another identifier most have two numbers.
// mode     read
// param    unique     LIST<STRING>  namespaces of which a person has one value
// param    least      INTEGER       so many clashes are no accident
// return   namespace  STRING        the namespace
// return   one        STRING        the source that states more of its values
// return   other      STRING        the other one
// return   values     INTEGER       values that the one states
// return   others     INTEGER       values that the other states
// return   clashes    INTEGER       pairs of records with one address, say, and two numbers
// return   a          STRING        a value of the one
// return   b          STRING        a value of the other, of the same customer
// note     Numbers that both state, each of another customer, hide such a mistake from the queue: this looks at the records, whatever was joined.
MATCH (x:Record)-[:STATES]->(u:Identifier)
WHERE u.namespace IN $unique AND u.scope IS NULL
MATCH (x)-[:STATES]->(shared:Identifier)<-[:STATES]-(y:Record)
WHERE x.source < y.source AND NOT shared.namespace IN $unique AND shared.standing IS NULL
MATCH (y)-[:STATES]->(v:Identifier {namespace: u.namespace})
WHERE v.scope IS NULL
WITH u.namespace AS namespace, x, y, collect(DISTINCT u.key) AS left, collect(DISTINCT v.key) AS right
WITH namespace, x.source AS xSource, y.source AS ySource, left, right, none(key IN left WHERE key IN right) AS two
WITH namespace, xSource, ySource, sum(CASE WHEN two THEN 1 ELSE 0 END) AS clashes, count(*) AS pairs,
  head(collect(CASE WHEN two THEN [left[0], right[0]] END)) AS pair
WHERE clashes >= $least AND clashes * 2 > pairs
CALL (namespace, xSource, ySource) {
  MATCH (r:Record)-[:STATES]->(i:Identifier {namespace: namespace})
  WHERE r.source IN [xSource, ySource]
  RETURN count(DISTINCT CASE r.source WHEN xSource THEN i END) AS xValues, count(DISTINCT CASE r.source WHEN ySource THEN i END) AS yValues
}
WITH namespace, clashes, pair, xValues >= yValues AS inOrder, [xSource, ySource] AS sources, [xValues, yValues] AS counts
WITH namespace, clashes, CASE WHEN inOrder THEN [0, 1] ELSE [1, 0] END AS place, sources, counts, pair
RETURN namespace, sources[place[0]] AS one, sources[place[1]] AS other, counts[place[0]] AS values, counts[place[1]] AS others, clashes,
  pair[place[0]] AS a, pair[place[1]] AS b
ORDER BY clashes DESC, namespace, one, other
