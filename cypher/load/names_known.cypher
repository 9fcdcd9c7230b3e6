// purpose  The types and channels that touchpoints have so far.
// mode     read
// return   types     LIST<STRING>  names of types
// return   channels  LIST<STRING>  names of channels
RETURN COLLECT { MATCH (t:TouchpointType) RETURN t.name } AS types, COLLECT { MATCH (c:Channel) RETURN c.name } AS channels
