// purpose  Pages as they were gathered last, and the journey parts of some persons that lie on them now.
// mode     read
// param    ids      LIST<STRING>  pages
// param    persons  LIST<STRING>  ids of those whose journeys may have changed since
// return   page     STRING        the page
// return   held     MAP           its properties
// return   parts    LIST<LIST>    person, number, part, steps, channels, at, sequences of each
// browser  :param ids => ['0/2870/0']; :param persons => ['P-1042']
CYPHER replan=skip
UNWIND $ids AS id
MATCH (g:Page {id: id})
RETURN id AS page, properties(g) AS held, COLLECT {
    UNWIND $persons AS person
    MATCH (p:Person {id: person})-[:TOOK]->(j:Journey)
    USING INDEX p:Person(id)
    WHERE j.page = id
    RETURN [p.id, j.number, j.part, j.steps, j.channels, j.at, j.sequences]
  } AS parts
