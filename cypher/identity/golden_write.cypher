// purpose  Write the golden records of persons, and which record gave which trait by which rule.
// mode     write
// param    rows     LIST<MAP>  person (id), properties, given (list of record id, traits, and the rule of each trait)
// return   written  INTEGER    how many persons
CYPHER replan=skip
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
SET p = row.properties
REMOVE p:Fresh
WITH p, row
CALL (p) {
  MATCH (p)-[old:GOLDEN]->()
  DELETE old
}
CALL (p, row) {
  UNWIND row.given AS gift
  MATCH (r:Record {id: gift.record})
  CREATE (p)-[:GOLDEN {traits: gift.traits, rules: gift.rules}]->(r)
}
RETURN count(*) AS written
