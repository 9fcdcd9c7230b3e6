// purpose  The account of this name.
// mode     read
// param    name      STRING  how they sign in
// return   password  STRING  the argon2 hash of the password
// return   role      STRING  what they may do
// browser  :param name => 'ada'
MATCH (u:User {name: $name})
RETURN u.password AS password, u.role AS role
