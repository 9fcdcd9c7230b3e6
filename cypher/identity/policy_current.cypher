// purpose  The policy in force, the latest version that was applied, and the namespaces that are declared beside it.
// mode     read
// return   version   INTEGER    counts up; null where none was ever applied
// return   hash      STRING     of what it says
// return   document  STRING     what it says, as canonical JSON
// return   author    STRING     who answers for it
// return   reason    STRING     why it was applied
// return   at        DATETIME   when
// return   declared  LIST<MAP>  namespaces: name, like, where, author, reason
CYPHER replan=skip
OPTIONAL MATCH (p:Policy)
WITH p
ORDER BY p.version DESC
LIMIT 1
RETURN p.version AS version, p.hash AS hash, p.document AS document, p.author AS author, p.reason AS reason, p.at AS at,
  COLLECT { MATCH (n:Namespace) RETURN {name: n.name, like: n.like, where: n.where, author: n.author, reason: n.reason} } AS declared
