// purpose  Keep the hash of a new API key with its owner; the key itself is never stored.
// mode     write
// param    hash    STRING    SHA-256 of the key, in hexadecimal
// param    owner   STRING    the person or team that answers for the key
// param    scopes  LIST      what the key may do
// param    at      DATETIME  when it was made
// return   owner   STRING    the owner, as stored
MERGE (k:ApiKey {hash: $hash})
  ON CREATE SET k.owner = $owner, k.scopes = $scopes, k.createdAt = $at
RETURN k.owner AS owner
