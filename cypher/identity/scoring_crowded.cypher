// purpose  Note which changed identifiers more records state than a candidate may come from; those of an identifier that passes or leaves the cap are compared again.
// mode     auto
// param    cap      INTEGER  the most records that may state it
// return   changed  INTEGER  how many identifiers passed or left the cap
// browser  :param cap => 50
MATCH (i:Identifier:Touched)
WITH i, COUNT { (i)<-[:STATES]-() } > $cap AS crowded
WHERE crowded <> coalesce(i.crowded, false)
CALL (i, crowded) {
  SET i.crowded = CASE WHEN crowded THEN true END
  WITH i
  MATCH (i)<-[:STATES]-(r:Record)
  SET r:Touched
} IN TRANSACTIONS OF 100 ROWS
RETURN count(DISTINCT i) AS changed
