// purpose  Loads are done; earlier ones of the same file that were killed on the way are marked as abandoned.
// mode     write
// param    ids  LIST<STRING>  the loads
UNWIND $ids AS id
MATCH (l:Load {id: id})
SET l.state = 'done'
WITH l
MATCH (killed:Load {state: 'running'})
USING INDEX killed:Load(state, mapping, at)
WHERE killed.source = l.source AND killed.mapping = l.mapping AND killed.file = l.file AND killed.at IS NOT NULL AND NOT killed.id IN $ids
SET killed.state = 'abandoned'
