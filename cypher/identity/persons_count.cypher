// purpose  How many persons there are.
// mode     read
// return   persons  INTEGER  the number
MATCH (p:Person)
RETURN count(p) AS persons
