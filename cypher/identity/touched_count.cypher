// purpose  How many records and identifiers have changed since they were last dealt with.
// mode     read
// return   touched  INTEGER  the number
MATCH (n:Touched)
RETURN count(n) AS touched
