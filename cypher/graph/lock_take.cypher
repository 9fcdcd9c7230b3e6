// purpose  Take a lock, or prolong it, unless somebody else holds it.
// mode     write
// param    name     STRING   what is locked
// param    holder   STRING   who takes it
// param    seconds  INTEGER  after how long it expires by itself
// return   holder   STRING   who holds it now
// return   until    DATETIME until when
MERGE (l:Lock {name: $name})
SET l.touched = datetime()
WITH l, l.holder IS NULL OR l.holder = $holder OR l.until < datetime() AS free
SET l.holder = CASE WHEN free THEN $holder ELSE l.holder END,
  l.until = CASE WHEN free THEN datetime() + duration({seconds: $seconds}) ELSE l.until END
RETURN l.holder AS holder, l.until AS until
