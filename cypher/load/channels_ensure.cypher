// purpose  Channels exist with their kind and owner; a declared one overrules one that was only met.
// mode     write
// param    rows   LIST<MAP>  name, kind, owner, declared
// return   pairs  LIST<LIST<ANY>>  name and internal id of each
UNWIND $rows AS row
MERGE (c:Channel {name: row.name})
ON CREATE SET c.kind = row.kind, c.owner = row.owner
FOREACH (_ IN CASE WHEN row.declared THEN [1] ELSE [] END | SET c.kind = row.kind, c.owner = row.owner)
RETURN collect([row.name, id(c)]) AS pairs
