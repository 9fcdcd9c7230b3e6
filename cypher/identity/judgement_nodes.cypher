// purpose  Members of one person by name.
// mode     read
// param    person  STRING        the id
// param    refs    LIST<STRING>  their names within a merge graph
// return   ref     STRING        the name
// return   node    STRING        the element id
CYPHER replan=skip
MATCH (:Person {id: $person})<-[:BELONGS_TO]-(m)
WITH m, coalesce('record/' + m.id, 'identifier/' + m.key) AS ref
WHERE ref IN $refs
RETURN ref, elementId(m) AS node
