// purpose  Whether the graph holds what its ledger does not know, or has lost what the ledger knows.
// mode     read
// return   first       BOOLEAN  there are persons and no ledger yet
// return   unrecorded  BOOLEAN  persons that the ledger does not know
// return   lost        BOOLEAN  all persons are lost that the ledger knows of, or a restoration has not ended
CYPHER replan=skip
OPTIONAL MATCH (s:State {name: 'graph'})
RETURN EXISTS { (:Person) } AND NOT EXISTS { (:ChangeSet) } AS first, EXISTS { (:Unrecorded) } AS unrecorded,
  s.restoring IS NOT NULL OR (EXISTS { (:ChangeSet) } AND NOT EXISTS { (:Person) }) AS lost
