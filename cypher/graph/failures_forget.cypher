// purpose  Forget the failures that were tried again and did not fail again.
// mode     write
// param    ids   LIST<STRING>  those that failed in this run
// return   gone  INTEGER       how many were forgotten
MATCH (f:Failure {tried: true})
WHERE NOT f.id IN $ids
DETACH DELETE f
RETURN count(*) AS gone
