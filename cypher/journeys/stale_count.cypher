// purpose  How many persons and redirects wait for their journeys to be derived.
// mode     read
// return   count  INTEGER  how many
MATCH (p:Stale)
WHERE NOT p:Page
RETURN count(p) AS count
