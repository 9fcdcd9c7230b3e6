// purpose  Identifiers whose keys an earlier version made: of sources with a stroke or a per cent sign in their name, and hashes that have lost their source.
// mode     read
// return   problem  STRING  one sentence
MATCH (i:Identifier)
WHERE i.scope CONTAINS '%' AND NOT i.key STARTS WITH i.namespace + ':' + i.scope + '/'
  OR i.namespace = 'user' AND i.scope IS NULL AND i.hashed IS NOT NULL
WITH i.namespace AS namespace, CASE WHEN i.scope IS NULL
  THEN COLLECT { MATCH (i)-[e:STATES|SEEN_WITH]-() UNWIND e.sources AS source RETURN DISTINCT source }
  ELSE [replace(replace(i.scope, '%2F', '/'), '%25', '%')] END AS sources
UNWIND CASE WHEN sources = [] THEN ['an unknown source'] ELSE sources END AS source
WITH namespace, source, count(*) AS keys ORDER BY namespace, source
RETURN keys + ' identifiers of ' + namespace + ' have keys of an earlier version, from ' + source + ': load its files again into a new graph.' AS problem
LIMIT 20
