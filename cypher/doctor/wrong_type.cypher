// purpose  Values of another type than Throughline writes, which somebody has written around it.
// mode     read
// return   problem  STRING  one sentence
CALL () {
  MATCH (n:Person)
  WITH n, [key IN ['name', 'kind', 'search', 'givenName', 'familyName', 'birthDate'] WHERE NOT n[key] IS :: STRING | key]
    + CASE WHEN n.members IS :: INTEGER THEN [] ELSE ['members'] END + CASE WHEN n.anonymous IS :: BOOLEAN THEN [] ELSE ['anonymous'] END AS wrong
  WHERE size(wrong) > 0
  RETURN n, wrong LIMIT 20
  UNION
  MATCH (n:Record)
  WITH n, [key IN ['source', 'kind', 'hash', 'givenName', 'familyName', 'birthDate', 'organisation', 'fullName', 'nativeName'] WHERE NOT n[key] IS :: STRING | key]
    + CASE WHEN n.at IS :: ZONED DATETIME THEN [] ELSE ['at'] END AS wrong
  WHERE size(wrong) > 0
  RETURN n, wrong LIMIT 20
  UNION
  MATCH (n:Identifier)
  WITH n, [key IN ['namespace', 'value', 'scope', 'standing'] WHERE NOT n[key] IS :: STRING | key]
    + [key IN ['first', 'last'] WHERE NOT n[key] IS :: ZONED DATETIME | key] AS wrong
  WHERE size(wrong) > 0
  RETURN n, wrong LIMIT 20
  UNION
  MATCH (n:Touchpoint)
  WITH n, [key IN ['source', 'type', 'channel', 'campaign', 'product', 'order', 'session', 'currency', 'text'] WHERE NOT n[key] IS :: STRING | key]
    + [key IN ['at', 'receivedAt'] WHERE NOT n[key] IS :: ZONED DATETIME | key]
    + CASE WHEN n.value IS :: INTEGER | FLOAT THEN [] ELSE ['value'] END + CASE WHEN n.sequence IS :: INTEGER THEN [] ELSE ['sequence'] END AS wrong
  WHERE size(wrong) > 0
  RETURN n, wrong LIMIT 20
  UNION
  MATCH (n:Journey)
  WITH n, [key IN ['number', 'part', 'first', 'last', 'conversions'] WHERE NOT n[key] IS :: INTEGER | key]
    + [key IN ['stage', 'page'] WHERE NOT n[key] IS :: STRING | key] + [key IN ['at', 'creditAt', 'sequences'] WHERE NOT n[key] IS :: LIST<INTEGER NOT NULL> | key]
    + [key IN ['steps', 'channels', 'stages', 'touchpoints', 'creditName'] WHERE NOT n[key] IS :: LIST<STRING NOT NULL> | key]
    + CASE WHEN n.creditValue IS :: LIST<FLOAT> OR n.creditValue IS :: LIST<INTEGER> THEN [] ELSE ['creditValue'] END
    + CASE WHEN n.value IS :: INTEGER | FLOAT THEN [] ELSE ['value'] END AS wrong
  WHERE size(wrong) > 0
  RETURN n, wrong LIMIT 20
}
RETURN labels(n)[0] + ' ' + coalesce(n.id, n.key) + ' has values of another type than Throughline writes (' + wrong[0]
  + CASE WHEN size(wrong) > 1 THEN ' and ' + (size(wrong) - 1) + ' more' ELSE '' END
  + '): somebody has written around it; load its source again, then run `throughline unify --full`.' AS problem
LIMIT 20
