// purpose  Hashed identifiers meet the plain ones that they are hashes of.
// mode     write
// param    rows  LIST<LIST<ANY>>  internal id of a hashed identifier, its algorithm, its hash, its namespace, its scope
OPTIONAL MATCH (turn:State {name: 'load'})
WITH coalesce(turn.mark, 'Touched') AS mark
UNWIND $rows AS row
CALL (row) {
  WITH row
  WHERE row[1] = 'sha256'
  MATCH (plain:Identifier {sha256: row[2]})
  RETURN plain
  UNION
  WITH row
  WHERE row[1] = 'md5'
  MATCH (plain:Identifier {md5: row[2]})
  RETURN plain
  UNION
  WITH row
  WHERE row[1] = 'sha1'
  MATCH (plain:Identifier {sha1: row[2]})
  RETURN plain
}
WITH mark, row, plain
WHERE plain.namespace = row[3] AND coalesce(plain.scope, '') = coalesce(row[4], '')
MATCH (hash:Identifier)
WHERE id(hash) = row[0]
MERGE (plain)-[alias:ALIAS]->(hash)
ON CREATE SET alias.count = 1
SET hash.twin = plain.key, hash:$(mark), plain:$(mark)
