// purpose  Take back verdicts between two that never join, or wait, where no evidence is left.
// mode     auto
// return   withdrawn  INTEGER  how many
MATCH (a:Record {standing: 'waiting'})-[v:ADMITTED|REFUSED]-(b)
WHERE b.barred IS NOT NULL AND NOT EXISTS { (a)-[:STATES|RESEMBLES]-(b) }
WITH DISTINCT v
CALL (v) {
  DELETE v
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS withdrawn
