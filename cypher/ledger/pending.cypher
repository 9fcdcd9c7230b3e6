// purpose  The change sets of a run that has not been sealed.
// mode     read
// return   number  INTEGER  its number
// return   digest  STRING   its digest
MATCH (c:ChangeSet:Pending)
USING SCAN c:Pending
RETURN c.number AS number, c.digest AS digest
ORDER BY number
