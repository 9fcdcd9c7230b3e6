// purpose  What a load has found so far.
// mode     write
// param    loads  LIST<MAP>  id and counts: read, new, changed, repeated, rejected, setAside
UNWIND $loads AS row
MATCH (l:Load {id: row.id})
SET l += row
