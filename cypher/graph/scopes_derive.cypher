// purpose  Identifiers that were loaded before scopes were kept get theirs from their key; those between which it was decided as of one numbering are marked as changed.
// mode     auto
// param    sourced   LIST<STRING>  namespaces of numbers that each source gives by itself
// param    national  LIST<STRING>  namespaces of numbers that a country may have given
// return   derived   INTEGER       how many identifiers
// note     Of a source whose name begins like that of another it is the one whose evidence it is. A hash did not keep its scope: what is stated again has one.
OPTIONAL MATCH (s:Source)
WITH s ORDER BY size(s.name) DESC, s.name
WITH collect(s.name) AS sources
MATCH (i:Identifier)
WHERE i.namespace IN $sourced + $national AND i.scope IS NULL AND i.hashed IS NULL
WITH i, sources, substring(i.key, size(i.namespace) + 1) AS value
WHERE value CONTAINS '/' AND NOT value STARTS WITH '/'
WITH i, value, [name IN CASE WHEN i.namespace IN $sourced THEN sources ELSE [] END WHERE value STARTS WITH name + '/'] AS possible
WITH i, value, possible, CASE WHEN size(possible) > 1 THEN COLLECT {
  MATCH (i)-[e:STATES|SEEN_WITH]-()
  UNWIND e.sources AS source
  WITH DISTINCT source WHERE source IN possible
  RETURN source ORDER BY size(source) DESC
} ELSE [] END AS stating
WITH i, CASE WHEN i.namespace IN $national THEN split(value, '/')[0] ELSE replace(replace(head(stating + possible), '%', '%25'), '/', '%2F') END AS scope
WHERE scope IS NOT NULL
CALL (i, scope) {
  SET i.scope = scope
  WITH i
  WHERE EXISTS { MATCH (i)-[v:REFUSED]-() WHERE v.because CONTAINS i.key }
    OR EXISTS { MATCH (i)-[:BELONGS_TO]->()<-[:BELONGS_TO]-()-[v:REFUSED]-() WHERE v.because CONTAINS i.key }
  SET i:Touched
} IN TRANSACTIONS OF 5000 ROWS
RETURN count(*) AS derived
