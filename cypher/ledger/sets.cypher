// purpose  Every change set, in order.
// mode     read
// return   entry    INTEGER   the entry that did it, null while its run has not ended
// return   number   INTEGER   over the whole ledger
// return   at       DATETIME  when
// return   content  STRING    lines of JSON
// return   digest   STRING    SHA-256 of number, time and content
MATCH (c:ChangeSet)
OPTIONAL MATCH (e:Entry)-[:DID]->(c)
WITH e.number AS entry, c
ORDER BY c.number
RETURN entry, c.number AS number, c.at AS at, c.content AS content, c.digest AS digest
