// purpose  Put into the queue what two sources use as if it were one numbering, in place of what was there.
// mode     write
// param    rows   LIST<MAP>  id, namespace, reason, a, b (members to look at), risk
// param    anew   BOOLEAN    what is not among them is no longer so
// return   found  INTEGER    how many
OPTIONAL MATCH (old:Review {kind: 'numbering'})
WHERE $anew
DETACH DELETE old
WITH count(*) AS cleared
UNWIND $rows AS row
MERGE (r:Review {id: row.id})
SET r.kind = 'numbering', r.namespace = row.namespace, r.risk = row.risk, r.a = row.a, r.b = row.b, r.reason = row.reason
RETURN count(r) AS found
