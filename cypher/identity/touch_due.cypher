// purpose  The instant of the run has moved: mark what happened between the old one and the new one as not yet dealt with, and the hashes of such values.
// mode     auto
// param    low      DATETIME  the earlier of the two
// param    high     DATETIME  the later of the two; null: there is none
// return   touched  INTEGER   how many of these were met
MATCH (n:Record|Identifier)
WHERE CASE WHEN n:Record THEN n.at ELSE n.last END > $low
  AND ($high IS NULL OR CASE WHEN n:Record THEN n.at ELSE n.first END <= $high)
CALL (n) {
  SET n:Touched
  WITH n
  OPTIONAL MATCH (n)-[:ALIAS]-(m)
  SET m:Touched
} IN TRANSACTIONS OF 20000 ROWS
RETURN count(*) AS touched
