// purpose  The sources by name: a number that each of them gives by itself may be of any.
// mode     read
// return   name  STRING  the source
MATCH (s:Source)
RETURN s.name AS name
ORDER BY name
