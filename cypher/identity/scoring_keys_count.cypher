// purpose  Judge blocking keys by their users: past the cap they are generic and give no candidates; the users of one whose state changes are compared again.
// mode     write
// param    keys     LIST<STRING>  the keys whose users have changed
// param    cap      INTEGER       the most users of a key that tells something
// return   changed  INTEGER       how many passed or left the cap
UNWIND $keys AS key
MATCH (k:BlockingKey {key: key})
WITH k, COUNT { (k)<-[:KEYED]-() } AS users
WITH k, users, users > $cap AS generic
WHERE users = 0 OR generic <> coalesce(k.generic, false)
SET k.generic = CASE WHEN generic THEN true END
WITH k, users
CALL (k) {
  MATCH (k)<-[:KEYED]-(r:Record)
  SET r:Touched
}
WITH k, users
FOREACH (gone IN CASE users WHEN 0 THEN [k] ELSE [] END | DELETE gone)
RETURN count(*) AS changed
