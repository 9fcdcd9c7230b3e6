// purpose  Declare a namespace, unless it is declared already.
// mode     write
// param    name    STRING    the namespace
// param    like    STRING    the kind it is like
// param    where   STRING    where that is said
// param    author  STRING    by whom
// param    reason  STRING    why
// param    at      DATETIME  the clock
// return   like    STRING    the kind that holds: that of the first who declared it
// return   where   STRING    where that was said
// return   made    BOOLEAN   it is declared only now
MERGE (n:Namespace {name: $name})
ON CREATE SET n.like = $like, n.where = $where, n.author = $author, n.reason = $reason, n.at = $at, n.made = true
WITH n, n.made IS NOT NULL AS made
REMOVE n.made
RETURN n.like AS like, n.where AS where, made
