// purpose  Namespaces that two sources use as if they were one numbering: values that only one of them states and values that only the other states claim the same, time and again.
// mode     read
// param    unique     LIST<STRING>  namespaces of which a person has one value
// param    most       INTEGER       contested items looked at, at most
// param    least      INTEGER       so many clashes are no accident
// return   namespace  STRING        the namespace
// return   one        STRING        the source that states more of its values
// return   other      STRING        the other one
// return   values     INTEGER       values that the one states
// return   others     INTEGER       values that the other states
// return   clashes    INTEGER       contested items in which they stand against each other
// return   a          STRING        a value of the one
// return   b          STRING        a value of the other that stands against it
// note     Where the sources do share one numbering, most values of the smaller one are stated by both.
MATCH (r:Review {kind: 'contested'})
WITH r LIMIT $most
MATCH (r)-[:ABOUT]->(:Person)<-[:BELONGS_TO]-(i:Identifier)
WHERE i.namespace IN $unique AND i.scope IS NULL AND r.reason CONTAINS i.key
WITH r, i, COLLECT { MATCH (i)-[e:STATES|SEEN_WITH]-() UNWIND e.sources AS source RETURN DISTINCT source } AS sources
WHERE size(sources) = 1
WITH DISTINCT r, i, sources[0] AS source ORDER BY i.key
WITH r, i.namespace AS namespace, collect({key: i.key, source: source}) AS held
UNWIND held AS x
UNWIND held AS y
WITH r, namespace, x, y WHERE x.source < y.source
WITH namespace, x.source AS left, y.source AS right, count(DISTINCT r) AS clashes, head(collect([x.key, y.key])) AS pair
WHERE clashes >= $least
CALL (namespace, left, right) {
  MATCH (i:Identifier {namespace: namespace})
  WITH left, right, COLLECT { MATCH (i)-[e:STATES|SEEN_WITH]-() UNWIND e.sources AS source RETURN DISTINCT source } AS sources
  RETURN sum(CASE WHEN left IN sources THEN 1 ELSE 0 END) AS inLeft, sum(CASE WHEN right IN sources THEN 1 ELSE 0 END) AS inRight,
    sum(CASE WHEN left IN sources AND right IN sources THEN 1 ELSE 0 END) AS inBoth
}
WITH namespace, clashes, pair, inBoth, CASE WHEN inLeft >= inRight THEN [left, right] ELSE [right, left] END AS sources,
  CASE WHEN inLeft >= inRight THEN [inLeft, inRight] ELSE [inRight, inLeft] END AS counts, inLeft >= inRight AS inOrder
WHERE inBoth * 2 < counts[1]
RETURN namespace, sources[0] AS one, sources[1] AS other, counts[0] AS values, counts[1] AS others, clashes,
  CASE WHEN inOrder THEN pair[0] ELSE pair[1] END AS a, CASE WHEN inOrder THEN pair[1] ELSE pair[0] END AS b
ORDER BY clashes DESC, namespace, one, other
