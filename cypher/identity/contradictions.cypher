// purpose  Records whose traits contradict, among some records.
// mode     read
// param    nodes    LIST<STRING>  element ids
// return   a        STRING        one record's element id
// return   b        STRING        the other's, perhaps not among these
// return   because  STRING        the traits that contradict
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (a:Record)-[c:CONTRADICTS]->(b:Record)
WHERE elementId(a) = node AND a.barred IS NULL AND b.barred IS NULL
RETURN elementId(a) AS a, elementId(b) AS b, c.because AS because
