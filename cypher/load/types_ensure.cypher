// purpose  Touchpoint types exist with their owner; a declared one overrules one that was only met.
// mode     write
// param    rows  LIST<MAP>  name, owner, declared
UNWIND $rows AS row
MERGE (t:TouchpointType {name: row.name})
ON CREATE SET t.owner = row.owner
FOREACH (_ IN CASE WHEN row.declared THEN [1] ELSE [] END | SET t.owner = row.owner)
