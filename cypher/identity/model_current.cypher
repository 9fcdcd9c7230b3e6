// purpose  The scoring model in force: the latest version that was applied.
// mode     read
// return   version   INTEGER   counts up
// return   hash      STRING    of all it says
// return   numbers   STRING    the hash of its numbers alone, without version, author and reason
// return   document  STRING    all it says, as JSON
// return   author    STRING    who answers for it
// return   reason    STRING    why it was applied
// return   at        DATETIME  when
CYPHER replan=skip
MATCH (m:ScoringModel)
RETURN m.version AS version, m.hash AS hash, m.numbers AS numbers, m.document AS document, m.author AS author, m.reason AS reason, m.at AS at
ORDER BY m.version DESC
LIMIT 1
