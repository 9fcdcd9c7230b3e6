// purpose  A person is found by words of names, identifiers and places.
// mode     schema
CREATE FULLTEXT INDEX fulltext_person IF NOT EXISTS FOR (n:Person) ON EACH [n.search]
