// purpose  New identifiers whose event times span more than the life time of their namespace, with those times.
// mode     read
// param    lifetimes  MAP       namespace to life time in microseconds
// param    until      DATETIME  the instant of the run: what happened later does not count; null: all counts
// return   node       STRING         the element id
// return   key        STRING         the identifier's key
// return   namespace  STRING         its namespace
// return   barred     BOOLEAN        it never joins, so nobody holds it and it has no uses
// return   times      LIST<INTEGER>  every event time that counts, microseconds since 1970, in order
// return   uses       LIST<MAP>      the uses known now: key, from, to
// browser  :param lifetimes => {phone: 31536000000000}; :param until => null
MATCH (i:Touched)
WHERE i:Identifier AND (EXISTS { (i)<-[:OF]-(:Use) }
  OR i.barred IS NULL AND CASE WHEN i.first IS :: ZONED DATETIME AND i.last IS :: ZONED DATETIME
    THEN (i.last.epochMillis - i.first.epochMillis) * 1000 > $lifetimes[i.namespace] ELSE false END)
CALL (i) {
  RETURN null AS at
  UNION ALL
  MATCH (i)<-[:CARRIED {role: 'actor'}]-(t:Touchpoint)
  RETURN t.at AS at
  UNION ALL
  MATCH (i)<-[s:STATES]-(:Record)
  UNWIND [s.first, s.last] AS at
  RETURN at
}
WITH i, CASE WHEN at > $until OR NOT at IS :: ZONED DATETIME THEN null ELSE at END AS at
WITH i, at.epochMillis * 1000 + at.microsecond % 1000 AS at
ORDER BY at
WITH i, collect(DISTINCT at) AS times
RETURN elementId(i) AS node, i.key AS key, i.namespace AS namespace, i.barred IS NOT NULL AS barred, times,
  [(i)<-[:OF]-(u:Use) | {key: u.key, from: u.from.epochMillis * 1000 + u.from.microsecond % 1000,
    to: u.to.epochMillis * 1000 + u.to.microsecond % 1000}] AS uses
