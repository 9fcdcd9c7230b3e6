// purpose  Journey parts that are no more.
// mode     write
// param    ids    LIST<STRING>  ids of parts
// return   count  INTEGER       how many went
UNWIND $ids AS id
MATCH (j:Journey {id: id})
DETACH DELETE j
RETURN count(*) AS count
