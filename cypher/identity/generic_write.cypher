// purpose  Write which values are generic, with their users, and which are no longer.
// mode     write
// param    rows     LIST<MAP>  node (element id), users (null: not generic), spare (how many of them may change until it is counted again)
// return   written  INTEGER    how many
CYPHER replan=skip
UNWIND $rows AS row
MATCH (i:Identifier)
WHERE elementId(i) = row.node
SET i.standing = CASE WHEN row.users IS NULL THEN null ELSE 'generic' END, i.users = row.users, i.spare = row.spare
RETURN count(*) AS written
