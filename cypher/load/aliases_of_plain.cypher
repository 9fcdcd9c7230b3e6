// purpose  Plain identifiers meet the hashes by which sources already named them.
// mode     write
// param    rows  LIST<LIST<ANY>>  internal id of a plain identifier, key of a hash of it
OPTIONAL MATCH (turn:State {name: 'load'})
WITH coalesce(turn.mark, 'Touched') AS mark
UNWIND $rows AS row
MATCH (hash:Identifier {key: row[1]})
MATCH (plain:Identifier)
WHERE id(plain) = row[0]
MERGE (plain)-[alias:ALIAS]->(hash)
ON CREATE SET alias.count = 1
SET hash.twin = plain.key, hash:$(mark), plain:$(mark)
