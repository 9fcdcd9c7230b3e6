// purpose  Rejects that were accepted after all.
// mode     write
// param    ids  LIST<STRING>  the rejects
UNWIND $ids AS id
MATCH (r:Reject {id: id})
SET r.state = 'replayed'
