// purpose  Put a scoring model in force as a new version.
// mode     write
// param    version   INTEGER   its number
// param    hash      STRING    of all it says
// param    numbers   STRING    the hash of its numbers alone, without version, author and reason
// param    document  STRING    all it says, as JSON
// param    author    STRING    who answers for it
// param    reason    STRING    why
// param    at        DATETIME  when
CREATE (:ScoringModel {version: $version, hash: $hash, numbers: $numbers, document: $document, author: $author, reason: $reason, at: $at})
