// purpose  The indexes that there are, those of constraints included, which have the constraint's name.
// mode     read
// return   name    STRING   its name
// return   usable  BOOLEAN  whether it answers yet
SHOW INDEXES YIELD name, state
RETURN name, state = 'ONLINE' AS usable
