// purpose  What is other in the journeys of some persons: links that no longer are, parts that are no more, parts as they are now, and links that are new.
// mode     write
// param    cut       LIST<LIST>    links between touchpoints that no longer follow each other: from and to (ids of touchpoints)
// param    gone      LIST<STRING>  ids of parts
// param    parts     LIST<MAP>     person (the id), id (of the part), properties (all of them)
// param    follows   LIST<LIST>    touchpoints that were not linked before: from and to (the nodes' element ids), seconds between
// return   unlinked  INTEGER       how many links went
// return   deleted   INTEGER       how many parts went
// return   written   INTEGER       how many were written
// return   linked    INTEGER       how many links came
CYPHER replan=skip
CALL () {
  UNWIND $cut AS row
  MATCH (a:Touchpoint {id: row[0]})-[next:NEXT]->(b:Touchpoint {id: row[1]})
  DELETE next
  RETURN count(*) AS unlinked
}
CALL () {
  UNWIND $gone AS id
  MATCH (j:Journey {id: id})
  DETACH DELETE j
  RETURN count(*) AS deleted
}
CALL () {
  UNWIND $parts AS row
  MATCH (p:Person {id: row.person})
  MERGE (j:Journey {id: row.id})
  SET j = row.properties
  MERGE (p)-[:TOOK]->(j)
  RETURN count(j) AS written
}
CALL () {
  UNWIND $follows AS row
  MATCH (a:Touchpoint) WHERE elementId(a) = row[0]
  MATCH (b:Touchpoint) WHERE elementId(b) = row[1]
  CREATE (a)-[:NEXT {seconds: row[2]}]->(b)
  RETURN count(*) AS linked
}
RETURN unlinked, deleted, written, linked
