// purpose  Persons and redirects whose journeys are right again, and others that now must be looked at.
// mode     write
// param    ids     LIST<STRING>  whose journeys are right
// param    others  LIST<STRING>  persons who lost or won a touchpoint to or from one of them
// return   count   INTEGER       how many were settled
CYPHER replan=skip
CALL () {
  UNWIND $others AS other
  MATCH (p:Person {id: other})
  SET p:Stale
}
UNWIND $ids AS id
MATCH (p:Person|Redirect {id: id})
REMOVE p:Stale
RETURN count(p) AS count
