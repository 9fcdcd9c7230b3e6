// purpose  Put a policy in force as a new version, unless it says what the one in force says.
// mode     write
// param    hash      STRING    of what it says
// param    document  STRING    what it says, as canonical JSON
// param    author    STRING    who answers for it
// param    reason    STRING    why
// param    at        DATETIME  when
// param    base      INTEGER   the version that counts where none was applied
// param    before    STRING    its hash
// return   version   INTEGER   the new version; no row where nothing changes
// note     Writing to the state first makes two appliers take turns.
MERGE (s:State {name: 'graph'})
SET s.name = 'graph'
WITH s
OPTIONAL MATCH (p:Policy)
WITH p
ORDER BY p.version DESC
LIMIT 1
WITH coalesce(p.version, $base) AS last, coalesce(p.hash, $before) AS was
WHERE was <> $hash
CREATE (made:Policy {version: last + 1, hash: $hash, document: $document, author: $author, reason: $reason, at: $at})
RETURN made.version AS version
