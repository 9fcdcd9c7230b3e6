// purpose  What keeps two persons apart: the refused links between them, or to what both were refused, each with its rule and its because.
// mode     read
// param    a     STRING  a person
// param    b     STRING  another
// return   link  PATH    refused links from the one to the other
// browser  :param a => 'P-1'; :param b => 'P-2'
MATCH (p:Person {id: $a})<-[:BELONGS_TO]-(m)-[:REFUSED]-(via)
WITH collect(DISTINCT m) AS left, collect(DISTINCT via) AS reached
MATCH (q:Person {id: $b})<-[:BELONGS_TO]-(n)
CALL (left, reached, n) {
  MATCH link = (n)-[:REFUSED]-(far)
  WHERE far IN left
  RETURN link
  UNION
  MATCH link = (n)-[:REFUSED]-(far)-[:REFUSED]-(m)
  WHERE far IN reached AND m IN left
  RETURN link
}
RETURN link
LIMIT 500
