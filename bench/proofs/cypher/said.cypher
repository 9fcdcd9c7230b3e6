// purpose  Write a judgement that stands as it stood in another graph, under its own id.
// mode     write
// param    id       STRING     its id
// param    number   INTEGER    its place in the log
// param    verdict  STRING     same or different
// param    on       LIST<MAP>  the members: key, side, pair
// return   members  INTEGER    how many of them are here
CREATE (j:Judgement {id: $id, verdict: $verdict, state: 'stands', number: $number})
WITH j
UNWIND $on AS on
MATCH (m:Record|Identifier|Use)
WHERE coalesce(m.id, m.key) = on.key
SET m:Touched
CREATE (j)-[:ON {side: on.side, pair: on.pair}]->(m)
RETURN count(m) AS members
