// purpose  Every channel that touchpoints in journeys have.
// mode     read
// return   channels  LIST<STRING>  their names, in the order of their first coming
MATCH (a:Alphabet {name: 'steps'})
RETURN apoc.coll.toSet(coalesce(a.channels, a.pairChannels, [])) AS channels
