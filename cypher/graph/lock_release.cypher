// purpose  Give a lock back.
// mode     write
// param    name    STRING  what is locked
// param    holder  STRING  who holds it
MATCH (l:Lock {name: $name, holder: $holder})
DELETE l
