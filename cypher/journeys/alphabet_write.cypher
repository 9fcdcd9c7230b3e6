// purpose  The alphabet of the pages, which has grown.
// mode     write
// param    properties  MAP      its lists, as pages_stale.cypher returns them
// return   types       INTEGER  how many types it has
CYPHER replan=skip
MERGE (a:Alphabet {name: 'steps'})
SET a += $properties
RETURN size(a.types) AS types
