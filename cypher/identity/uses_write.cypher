// purpose  Replace the uses of identifiers; those around a use that ends are dealt with again, and judgements on it are now on the identifier.
// mode     write
// param    rows  LIST<MAP>  node (the identifier's element id), uses (key, from, to as DATETIME), namespace
// return   uses  INTEGER    how many uses stand now
UNWIND $rows AS row
MATCH (i:Identifier)
WHERE elementId(i) = row.node
CALL (i, row) {
  MATCH (i)<-[:OF]-(old:Use)
  WHERE NOT old.key IN [use IN row.uses | use.key]
  OPTIONAL MATCH (old)-[:BELONGS_TO]->(p:Person)
  SET p:Stale:Fresh, p.members = p.members - 1
  WITH old
  OPTIONAL MATCH (old)-[:ADMITTED|REFUSED]-(n)
  SET n:Touched
  WITH DISTINCT old
  CALL (old, i) {
    MATCH (j:Judgement)-[on:ON]->(old)
    CREATE (j)-[again:ON]->(i)
    SET again = properties(on)
  }
  FOREACH (queued IN CASE WHEN old:Queued THEN [i] ELSE [] END | SET queued:Queued)
  DETACH DELETE old
}
UNWIND row.uses AS use
MERGE (u:Use {key: use.key})
SET u.namespace = row.namespace, u.from = use.from, u.to = use.to
MERGE (u)-[:OF]->(i)
RETURN count(*) AS uses
