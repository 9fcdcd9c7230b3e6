// purpose  Every type and every channel that a source declared or a touchpoint has: what files of rules can name.
// mode     read
// return   types     LIST<STRING>  types
// return   channels  LIST<STRING>  channels
RETURN
  COLLECT { MATCH (t:TouchpointType) RETURN t.name ORDER BY t.name } AS types,
  COLLECT { MATCH (c:Channel) RETURN c.name ORDER BY c.name } AS channels
