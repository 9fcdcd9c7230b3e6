// purpose  What journeys can be filtered by: every channel and every touchpoint type.
// mode     read
// return   channels  LIST  the names of the channels
// return   types     LIST  the names of the touchpoint types
RETURN
  COLLECT { MATCH (c:Channel) RETURN c.name ORDER BY c.name } AS channels,
  COLLECT { MATCH (t:TouchpointType) RETURN t.name ORDER BY t.name } AS types
