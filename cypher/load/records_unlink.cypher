// purpose  Records let go of memberships, and of identifiers that their new version does not state.
// mode     write
// param    rows  LIST<MAP>  id, states (keys that stay)
UNWIND $rows AS row
MATCH (r:Record {id: row.id})-[link:STATES|MEMBER_OF]->(n)
WHERE NOT (link:STATES AND n.key IN row.states)
DELETE link
