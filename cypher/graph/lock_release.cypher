// purpose  Give a lock back.
// mode     write
// param    name    STRING  what is locked
// param    holder  STRING  who holds it
// note     The node stays: one that comes and goes changes the counts by which the database plans, and it plans what reads it anew.
MATCH (l:Lock {name: $name, holder: $holder})
REMOVE l.holder, l.until
