// purpose  When every touchpoint and record was.
// mode     read
// return   key         STRING   its key within its source
// return   at          INTEGER  epoch milliseconds
// return   touchpoint  BOOLEAN  a touchpoint, else a record
MATCH (n:Touchpoint|Record)
WHERE n.at IS NOT NULL
RETURN n.key AS key, n.at.epochMillis AS at, n:Touchpoint AS touchpoint
