// purpose  All that stand with some members now: everybody of their persons, themselves included.
// mode     read
// param    nodes  LIST<STRING>  element ids
// return   node   STRING        the member asked for
// return   with   LIST<STRING>  the element ids of all that stand with it
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (n)
WHERE elementId(n) = node
RETURN node, [elementId(n)] + [(n)-[:BELONGS_TO]->(:Person)<-[:BELONGS_TO]-(m) WHERE m <> n | elementId(m)] AS with
