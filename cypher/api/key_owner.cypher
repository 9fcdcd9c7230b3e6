// purpose  Whose API key has this hash, and what it may do.
// mode     read
// param    hash    STRING  SHA-256 of the key, in hexadecimal
// return   owner   STRING  the person or team that answers for the key
// return   scopes  LIST    what the key may do; ['read'], or ['judge', 'read']
// browser  :param hash => '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
MATCH (k:ApiKey {hash: $hash})
RETURN k.owner AS owner, k.scopes AS scopes
