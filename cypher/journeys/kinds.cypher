// purpose  Every type and every channel that a step of a journey ever had.
// mode     read
// return   types     LIST<STRING>  types
// return   channels  LIST<STRING>  channels
OPTIONAL MATCH (a:Alphabet {name: 'steps'})
RETURN coalesce(a.types, []) AS types, apoc.coll.toSet(coalesce(a.pairChannels, [])) AS channels
