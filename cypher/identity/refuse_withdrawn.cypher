// purpose  Take back verdicts between records that wait and others that never join or wait, where no evidence is left.
// mode     write
// param    nodes      LIST<STRING>  element ids of some that never join
// return   withdrawn  INTEGER       how many
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (n:Record)-[v:ADMITTED|REFUSED]-(m)
WHERE elementId(n) = node AND m.barred IS NOT NULL AND NOT EXISTS { (n)-[:STATES|RESEMBLES]-(m) }
WITH DISTINCT v
DELETE v
RETURN count(*) AS withdrawn
