// purpose  The alphabet of the pages, which has grown.
// mode     write
// param    properties  MAP      the lists of alphabet.cypher
// return   types       INTEGER  how many types it has
MERGE (a:Alphabet {name: 'steps'})
SET a += $properties
RETURN size(a.types) AS types
