// purpose  Whether the text functions of APOC that analyses need are there.
// mode     read
// return   found  BOOLEAN  they are
SHOW FUNCTIONS YIELD name
WHERE name IN ['apoc.text.replace', 'apoc.coll.frequenciesAsMap']
RETURN count(*) = 2 AS found
