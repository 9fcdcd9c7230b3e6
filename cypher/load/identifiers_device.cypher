// purpose  These identifiers are devices.
// mode     write
// param    ids  LIST<INTEGER>  internal ids
UNWIND $ids AS found
MATCH (i:Identifier)
WHERE id(i) = found
SET i:Device
