// purpose  Which of these records are known, and in which versions.
// mode     read
// param    ids      LIST<STRING>  record ids
// return   id       STRING        a known one
// return   hash     STRING        of its current version
// return   version  STRING        its current version
// return   olds     LIST<STRING>  hashes of its other versions
UNWIND $ids AS id
MATCH (r:Record {id: id})
RETURN r.id AS id, r.hash AS hash, r.version AS version, [(r)-[:WAS]->(v:Version) | v.hash] AS olds
