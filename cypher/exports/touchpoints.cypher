// purpose  Every touchpoint, in order, and whether it is contested.
// mode     read
// return   source     STRING   the source
// return   record     STRING   the key within its source
// return   id         STRING   the touchpoint's id
// return   contested  BOOLEAN  two persons claim it with equal right
MATCH (t:Touchpoint)
RETURN t.source AS source, t.key AS record, t.id AS id, t:Contested AS contested
ORDER BY source, record
