// purpose  A restoration of persons begins; what the queue said of those that are lost is taken out.
// mode     write
MERGE (s:State {name: 'graph'})
SET s.restoring = true
WITH s
MATCH (r:Review)
WHERE NOT EXISTS { (r)-[:ABOUT]->() }
DELETE r
