// purpose  Forget why identifiers were set aside, because the policy has changed.
// mode     auto
// return   cleared  INTEGER  how many identifiers this was
MATCH (i:Identifier)
WHERE i.standing IS NOT NULL AND i.standing <> 'waiting'
CALL (i) {
  SET i.standing = null, i.barred = null, i.users = null, i.spare = null
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS cleared
