// purpose  The policy in force: the latest version that was applied.
// mode     read
// return   version   INTEGER   counts up
// return   hash      STRING    of what it says
// return   document  STRING    what it says, as canonical JSON
// return   author    STRING    who answers for it
// return   reason    STRING    why it was applied
// return   at        DATETIME  when
CYPHER replan=skip
MATCH (p:Policy)
RETURN p.version AS version, p.hash AS hash, p.document AS document, p.author AS author, p.reason AS reason, p.at AS at
ORDER BY p.version DESC
LIMIT 1
