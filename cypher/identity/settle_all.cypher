// purpose  All changed records and identifiers have been dealt with; their persons' journeys are derived again, and golden records where a record changed.
// mode     auto
// return   settled  INTEGER  how many were met; run it again until this is 0
MATCH (n:Touched|Judged)
CALL (n) {
  SET n.again = CASE WHEN n:Queued THEN n.again END
  REMOVE n:Touched:Judged
  WITH n
  OPTIONAL MATCH (n)<-[:OF*0..1]-()-[:BELONGS_TO]->(p:Person)
  SET p:Stale
  FOREACH (record IN CASE WHEN n:Record THEN [p] ELSE [] END | SET record:Fresh)
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS settled
