// purpose  Append an entry with its change sets; it is the head from now on.
// mode     write
// param    entry  MAP            number, kind, at, author, subject, parts, digest, previous, hash
// param    sets   LIST<INTEGER>  the numbers of its change sets
// param    own    MAP            a change set that is written with it, as set_write.cypher takes it; null: all of them are there
// return   sets   INTEGER        how many change sets it has
CYPHER replan=skip
CREATE (e:Entry)
SET e = $entry
WITH e
MATCH (s:State {name: 'graph'})
SET s.ledger = e.hash
FOREACH (one IN CASE WHEN $own IS NULL THEN [] ELSE [$own] END | CREATE (c:ChangeSet:Pending) SET c = one)
WITH e
MATCH (c:ChangeSet:Pending)
USING INDEX c:ChangeSet(number)
WHERE c.number IN $sets
CREATE (e)-[:DID]->(c)
REMOVE c:Pending
RETURN count(c) AS sets
