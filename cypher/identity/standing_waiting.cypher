// purpose  Let what was first seen after the instant of the run wait, and no longer what was seen by then.
// mode     auto
// param    until    DATETIME  the instant; null: nothing waits
// return   changed  INTEGER   how many wait now, or no longer do
// note     An identifier that a record without a time states counts, whatever else is known of it.
MATCH (n:Touched)
WITH n, coalesce(CASE WHEN n:Record THEN n.at > $until
  ELSE n.first > $until AND NOT EXISTS { MATCH (n)<-[s:STATES]-() WHERE s.first IS NULL } END, false) AS waits
WHERE waits <> coalesce(n.standing = 'waiting', false)
CALL (n, waits) {
  SET n.standing = CASE WHEN waits THEN 'waiting' END, n.barred = CASE WHEN waits THEN 1 END, n.users = null, n.spare = null
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS changed
