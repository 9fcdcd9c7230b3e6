// purpose  Identifiers whose keys an earlier version made: of sources with a stroke or a per cent sign in their name, and hashes of numbers that each source gives.
// mode     read
// return   problem  STRING  one sentence
MATCH (i:Identifier)
WHERE i.scope CONTAINS '%' AND NOT i.key STARTS WITH i.namespace + ':' + i.scope + '/'
WITH i.scope AS scope, i.namespace AS namespace, count(*) AS keys
RETURN toString(keys) + ' identifiers of ' + namespace + ' have keys of an earlier version (of the source ' + replace(replace(scope, '%2F', '/'), '%25', '%')
  + '): load its files again into a new graph.' AS problem
ORDER BY problem
LIMIT 20
