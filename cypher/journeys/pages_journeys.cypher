// purpose  Pages as they were gathered last, and all the journey parts that lie on them now.
// mode     read
// param    ids    LIST<STRING>  pages
// return   page   STRING        the page
// return   held   MAP           its properties
// return   parts  LIST<LIST>    person, number, part, steps, channels, at, sequences of each
// browser  :param ids => ['0/2870/0']
UNWIND $ids AS id
MATCH (g:Page {id: id})
RETURN id AS page, properties(g) AS held, COLLECT {
    MATCH (j:Journey {page: id})<-[:TOOK]-(p:Person)
    RETURN [p.id, j.number, j.part, j.steps, j.channels, j.at, j.sequences]
  } AS parts
