// purpose  Which of these touchpoints are known, and in which versions.
// mode     read
// param    ids      LIST<STRING>  touchpoint ids
// return   id       STRING        a known one
// return   hash     STRING        of its current version
// return   version  STRING        its current version
// return   olds     LIST<STRING>  hashes of its other versions
UNWIND $ids AS id
MATCH (t:Touchpoint {id: id})
RETURN t.id AS id, t.hash AS hash, t.version AS version, [(t)-[:WAS]->(v:Version) | v.hash] AS olds
