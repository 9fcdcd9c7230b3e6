// purpose  What journeys can be filtered by: every channel, every touchpoint type, and the traits that some persons have.
// mode     read
// return   channels  LIST  the names of the channels
// return   types     LIST  the names of the touchpoint types
// return   traits    LIST  the traits that golden records of a thousand persons have: to suggest, not to refuse
RETURN
  COLLECT { MATCH (c:Channel) RETURN c.name ORDER BY c.name } AS channels,
  COLLECT { MATCH (t:TouchpointType) RETURN t.name ORDER BY t.name } AS types,
  COLLECT { MATCH (:Person)-[g:GOLDEN]->() WITH g LIMIT 1000 UNWIND g.traits AS trait RETURN DISTINCT trait ORDER BY trait } AS traits
