// purpose  Persons whose names, identifiers or places hold these words, best first, a thousand at most.
// mode     read
// param    words      STRING    a full-text query, e.g. '+(ada^2 ada*)'
// param    skip       INTEGER   how many were seen already
// param    limit      INTEGER   persons at most
// return   id         STRING    the person
// return   name       STRING    what to call them
// return   kind       STRING    person or organisation
// return   anonymous  BOOLEAN   whether no record is known
// return   members    INTEGER   records and identifiers
// return   excluded   STRING    judged to be no customer: bot, test, staff; null for a customer
// return   stage      STRING    the stage they are in now
// return   last       INTEGER   their latest touchpoint, epoch microseconds
// return   score      FLOAT     how well they match
// browser  :param words => '+(ada^2 ada*)'; :param skip => 0; :param limit => 20
CALL db.index.fulltext.queryNodes('fulltext_person', $words, {limit: 1000}) YIELD node AS p, score
WITH p, score
// The index breaks ties as it likes, and pages must not overlap: the best thousand are put in one order first.
ORDER BY score DESC, p.id
SKIP $skip LIMIT $limit
CALL (p) {
  OPTIONAL MATCH (p)-[:TOOK]->(j:Journey)
  WITH j ORDER BY j.last DESC, j.number DESC, j.part DESC LIMIT 1
  RETURN j.stage AS stage, j.last AS last
}
RETURN
  p.id AS id,
  p.name AS name,
  p.kind AS kind,
  coalesce(p.anonymous, false) AS anonymous,
  coalesce(p.members, 0) AS members,
  p.excluded AS excluded,
  stage,
  last,
  score
ORDER BY score DESC, id
