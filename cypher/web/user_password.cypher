// purpose  A new password for a named account; whoever is signed in with the old one is signed out.
// mode     write
// param    name      STRING   how they sign in
// param    password  STRING   the argon2 hash of the password
// return   name      STRING   the name; no row when there is no such account
MATCH (u:User {name: $name})
SET u.password = $password
RETURN u.name AS name
