// purpose  Values that could not be read are kept, each once.
// mode     write
// param    rows  LIST<MAP>  id, source, record, field, raw, reason
UNWIND $rows AS row
MERGE (a:SetAside {id: row.id})
ON CREATE SET a = row
