// purpose  Set aside what could not be derived, with its reason; it has no marks any more until it is tried again.
// mode     write
// param    row     MAP           stage, reason, place (in the program), and one of node (element id of a member), record, person and page (ids)
// param    around  LIST<STRING>  element ids of members that are settled with it
// param    at      DATETIME      now
// return   id       STRING  the failure's id
// return   subject  STRING  what it is about, as people read it
OPTIONAL MATCH (m) WHERE elementId(m) = $row.node
OPTIONAL MATCH (r:Record {id: $row.record})
OPTIONAL MATCH (p:Person|Redirect {id: $row.person})
OPTIONAL MATCH (g:Page {id: $row.page})
WITH coalesce(m, r, p, g) AS of
WITH of, CASE
    WHEN of IS NULL THEN 'something'
    WHEN of:Record THEN 'record/' + of.id
    WHEN of:Identifier OR of:Use THEN 'identifier/' + of.key
    WHEN of:Page THEN 'page/' + of.id
    ELSE of.id END AS subject
MERGE (f:Failure {id: $row.stage + '|' + subject})
SET f.stage = $row.stage, f.subject = subject, f.reason = $row.reason, f.place = $row.place, f.at = $at, f.since = coalesce(f.since, $at),
  f.count = coalesce(f.count, 0) + 1
FOREACH (each IN CASE WHEN of IS NULL THEN [] ELSE [of] END | MERGE (f)-[:CONCERNS]->(each))
FOREACH (each IN CASE $row.stage WHEN 'persons' THEN [of] ELSE [] END | REMOVE each:Touched:Judged)
FOREACH (each IN CASE $row.stage WHEN 'golden' THEN [of] ELSE [] END | REMOVE each:Fresh)
FOREACH (each IN CASE WHEN $row.stage IN ['journeys', 'pages'] THEN [of] ELSE [] END | REMOVE each:Stale)
WITH f
CALL () {
  UNWIND $around AS node
  MATCH (n:Touched|Judged)
  WHERE elementId(n) = node
  REMOVE n:Touched:Judged
}
RETURN f.id AS id, f.subject AS subject
