// purpose  What admission needs to know of some records, identifiers and uses.
// mode     read
// param    nodes      LIST<STRING>  element ids
// param    until      DATETIME      the instant of the run: what happened later does not count; null: all counts
// return   node       STRING        the element id
// return   key        STRING        its key: record id, identifier key or use key
// return   namespace  STRING        null for a record
// return   value      STRING        the key of the identifier, for a use too
// return   scope      STRING        within what the value is one of its kind, e.g. the source that gives the number; null: among all
// return   standing   STRING        why it does not join, null if it does
// return   twin       BOOLEAN       a hash whose plain value is known, and does not wait
// return   kind       STRING        for a record: person or organisation
// return   name       LIST<STRING>  for a record: the parts of its name that are known
// return   first      INTEGER       first event time that counts, in microseconds, null if none is known
// return   last       INTEGER       last event time that counts, in microseconds, null if none is known
// return   person     STRING        the person it belongs to now, null if none
// return   held       STRING        where it waited and its person was retired for it: the id, which nobody has since; null otherwise
// return   again      MAP           where a judgement on it was undone since the last run: person (the id it had before it), sets (how many change sets the ledger had then); else null
// return   uses       LIST<MAP>     for an identifier: its uses, as node, from, to (microseconds)
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (n)
WHERE elementId(n) = node
WITH n, coalesce(n.first, n.from, n.at) AS first, coalesce(n.last, n.to, n.at) AS last
WITH n, CASE WHEN first > $until THEN null ELSE first END AS first, CASE WHEN last > $until THEN head(COLLECT {
    CALL (n) {
      MATCH (n)<-[:CARRIED]-(t:Touchpoint) WHERE t.at <= $until
      RETURN t.at AS at
      UNION ALL
      MATCH (n)<-[s:STATES]-() WHERE s.first <= $until
      RETURN s.first AS at
    }
    RETURN at ORDER BY at DESC LIMIT 1
  }) ELSE last END AS last
OPTIONAL MATCH (n)-[:OF]->(of:Identifier)
RETURN elementId(n) AS node, CASE WHEN n:Record THEN n.id ELSE n.key END AS key, CASE WHEN n:Record THEN null ELSE n.namespace END AS namespace,
  coalesce(of.key, n.key) AS value, coalesce(of.scope, n.scope) AS scope, n.standing AS standing, n.twin IS NOT NULL AND NOT EXISTS { (n)<-[:ALIAS]-(hash) WHERE hash.standing = 'waiting' } AS twin,
  CASE WHEN n:Record THEN coalesce(n.kind, 'person') END AS kind,
  CASE WHEN n:Record THEN coalesce([n.organisation], CASE WHEN n.givenName IS NULL AND n.familyName IS NULL THEN [coalesce(n.fullName, n.nativeName)]
    ELSE [coalesce(n.givenName, ''), coalesce(n.familyName, '')] END) END AS name,
  first.epochMillis * 1000 + first.microsecond % 1000 AS first, last.epochMillis * 1000 + last.microsecond % 1000 AS last,
  head([(n)-[:BELONGS_TO]->(p:Person) | p.id]) AS person,
  CASE WHEN n.held IS NOT NULL THEN head(COLLECT { MATCH (r:Redirect {id: n.held}) WHERE NOT EXISTS { (r)-[:TO]->() } RETURN r.id }) END AS held,
  CASE WHEN n.again IS NOT NULL THEN head([(n)<-[on:ON]-(j:Judgement {id: n.again}) | {person: on.had, sets: j.sets}]) END AS again,
  [(n)<-[:OF]-(u:Use) | {node: elementId(u), from: u.from.epochMillis * 1000 + u.from.microsecond % 1000,
    to: u.to.epochMillis * 1000 + u.to.microsecond % 1000}] AS uses
