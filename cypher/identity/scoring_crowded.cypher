// purpose  Note which changed identifiers more records state than a candidate may come from; those of an identifier that passes or leaves the cap are compared again.
// mode     auto
// param    cap      INTEGER  the most records that may state it
// param    waiting  BOOLEAN  some records may wait, and do not count
// return   changed  INTEGER  how many identifiers passed or left the cap
// browser  :param cap => 50; :param waiting => false
MATCH (i:Touched)
WHERE i:Identifier
WITH i, CASE WHEN $waiting THEN COUNT { (i)<-[:STATES]-(r) WHERE r.barred IS NULL } ELSE COUNT { (i)<-[:STATES]-() } END > $cap AS crowded
WHERE crowded <> coalesce(i.crowded, false)
CALL (i, crowded) {
  SET i.crowded = CASE WHEN crowded THEN true END
  WITH i
  MATCH (i)<-[:STATES]-(r:Record)
  SET r:Touched
} IN TRANSACTIONS OF 100 ROWS
RETURN count(DISTINCT i) AS changed
