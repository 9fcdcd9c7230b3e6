// purpose  How many persons and redirects wait for their journeys to be derived.
// mode     read
// return   count  INTEGER  how many
MATCH (p:Stale)
WHERE p:Person OR p:Redirect
RETURN count(p) AS count
