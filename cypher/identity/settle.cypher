// purpose  Some changed records and identifiers have been dealt with; their persons' journeys are derived again, and golden records where a record changed.
// mode     write
// param    nodes    LIST<STRING>  element ids
// return   settled  INTEGER       how many
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (n:Touched|Judged)
WHERE elementId(n) = node
SET n.again = CASE WHEN n:Queued THEN n.again END
REMOVE n:Touched:Judged
WITH n
OPTIONAL MATCH (n)<-[:OF*0..1]-()-[:BELONGS_TO]->(p:Person)
SET p:Stale
FOREACH (record IN CASE WHEN n:Record THEN [p] ELSE [] END | SET record:Fresh)
RETURN count(DISTINCT n) AS settled
