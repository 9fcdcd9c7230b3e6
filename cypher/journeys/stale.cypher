// purpose  Some persons, and ids no longer in use, whose journeys must be derived again.
// mode     read
// param    limit     INTEGER  how many at most
// return   id        STRING   the id
// return   redirect  BOOLEAN  it is no longer in use: its journeys go
// return   excluded  BOOLEAN  it is no customer: its journeys lie on no page
// browser  :param limit => 10
CYPHER replan=skip
MATCH (p:Stale)
USING SCAN p:Stale
WHERE p:Person OR p:Redirect
RETURN p.id AS id, NOT p:Person AS redirect, p:Excluded AS excluded
LIMIT $limit
