// purpose  Which of these identifiers the graph knows, under their own keys or by hashes of theirs, and the person of each.
// mode     read
// param    rows    LIST<LIST<ANY>>  key of an identifier, all keys under which it may be known, its algorithm and hash where the source hashed it
// return   key     STRING           the key that was asked for
// return   person  STRING           the person to whom it belongs; null: to nobody
// return   name    STRING           that person's name; may be null
UNWIND $rows AS row
CALL (row) {
  WITH row
  UNWIND row[1] AS key
  MATCH (i:Identifier {key: key})
  RETURN i
  UNION
  WITH row
  WHERE row[2] = 'sha256'
  MATCH (i:Identifier {sha256: row[3]})
  RETURN i
  UNION
  WITH row
  WHERE row[2] = 'md5'
  MATCH (i:Identifier {md5: row[3]})
  RETURN i
  UNION
  WITH row
  WHERE row[2] = 'sha1'
  MATCH (i:Identifier {sha1: row[3]})
  RETURN i
}
OPTIONAL MATCH (i)-[:BELONGS_TO]->(own:Person)
OPTIONAL MATCH (i)<-[:OF]-(:Use)-[:BELONGS_TO]->(using:Person)
WITH row[0] AS key, coalesce(own, using) AS p
RETURN key, p.id AS person, p.name AS name
ORDER BY key, person
