// purpose  Mark what could not be derived in earlier runs as not yet dealt with, so that this run tries it again.
// mode     write
// return   tried  INTEGER  how many failures
MATCH (f:Failure)
SET f.tried = true
WITH f
OPTIONAL MATCH (f)-[:CONCERNS]->(n)
FOREACH (each IN CASE WHEN f.stage IN ['uses', 'records', 'persons'] THEN [n] ELSE [] END | SET each:Touched)
FOREACH (each IN CASE f.stage WHEN 'golden' THEN [n] ELSE [] END | SET each:Fresh)
FOREACH (each IN CASE WHEN f.stage IN ['review', 'journeys', 'pages'] THEN [n] ELSE [] END | SET each:Stale)
RETURN count(DISTINCT f) AS tried
