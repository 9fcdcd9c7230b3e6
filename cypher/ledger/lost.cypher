// purpose  Whether all persons are lost that the ledger knows of, or a restoration has not ended.
// mode     read
// return   lost  BOOLEAN  true if they have to be restored
OPTIONAL MATCH (s:State {name: 'graph'})
RETURN s.restoring IS NOT NULL OR (EXISTS { (:ChangeSet) } AND NOT EXISTS { (:Person) }) AS lost
