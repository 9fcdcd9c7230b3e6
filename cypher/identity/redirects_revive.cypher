// purpose  Retired ids that are given to a person again; it gets its members and traits as any other.
// mode     write
// param    ids      LIST<STRING>  the ids
// return   revived  INTEGER       how many
CYPHER replan=skip
UNWIND $ids AS id
MATCH (r:Redirect {id: id})
OPTIONAL MATCH (r)-[to:TO]->()
DELETE to
WITH DISTINCT r
REMOVE r:Redirect
SET r:Person:Stale:Fresh
RETURN count(r) AS revived
