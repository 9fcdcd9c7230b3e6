// purpose  The same for every identifier: the cap itself may have changed.
// mode     auto
// param    cap      INTEGER  the most records that may state it
// param    waiting  BOOLEAN  some records may wait, and do not count
// return   changed  INTEGER  how many identifiers passed or left the cap
// browser  :param cap => 50; :param waiting => false
MATCH (i:Identifier)
WITH i, CASE WHEN $waiting THEN COUNT { (i)<-[:STATES]-(r) WHERE r.barred IS NULL } ELSE COUNT { (i)<-[:STATES]-() } END > $cap AS crowded
WHERE crowded <> coalesce(i.crowded, false)
CALL (i, crowded) {
  SET i.crowded = CASE WHEN crowded THEN true END
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS changed
