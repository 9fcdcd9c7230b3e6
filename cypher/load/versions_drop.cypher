// purpose  Versions that have become the current one again.
// mode     write
// param    ids  LIST<STRING>  version ids
UNWIND $ids AS id
MATCH (v:Version {id: id})
DETACH DELETE v
