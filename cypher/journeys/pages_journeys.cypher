// purpose  The journey parts that lie on pages.
// mode     read
// param    ids    LIST<STRING>  pages
// return   page   STRING        the page
// return   parts  LIST<LIST>    person, number, part, steps, channels, at, sequences of each
// browser  :param ids => ['0/2870/0']
UNWIND $ids AS id
MATCH (j:Journey {page: id})<-[:TOOK]-(p:Person)
RETURN id AS page, collect([p.id, j.number, j.part, j.steps, j.channels, j.at, j.sequences]) AS parts
