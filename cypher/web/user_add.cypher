// purpose  A named account for the pages, unless the name is taken.
// mode     write
// param    name      STRING    how they sign in
// param    password  STRING    the argon2 hash of the password
// param    role      STRING    what they may do; 'reader' or 'steward'
// param    at        DATETIME  when it was made
// return   made      BOOLEAN   false when the name is taken
MERGE (u:User {name: $name})
  ON CREATE SET u.password = $password, u.role = $role, u.createdAt = $at
RETURN u.password = $password AS made
