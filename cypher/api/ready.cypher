// purpose  The database answers.
// mode     read
// return   ready  BOOLEAN  true
RETURN true AS ready
