// purpose  Whose identifiers these are, by their keys.
// mode     read
// param    keys     LIST      identifier keys, e.g. ['email:ada@example.com']
// return   key      STRING    the key that is known
// return   standing STRING    null when it joins; else junk, generic, shared or evidence, and nobody owns it
// return   person   STRING    the id of the owner, or null
// return   name     STRING    the owner's name
// return   from     DATETIME  the start of this use, where identifiers change hands
// return   to       DATETIME  the end of this use
// browser  :param keys => ['email:ada@example.com']
UNWIND $keys AS key
MATCH (i:Identifier {key: key})
OPTIONAL MATCH (u:Use)-[:OF]->(i)
WITH key, i, u, coalesce(u, i) AS owned
OPTIONAL MATCH (owned)-[:BELONGS_TO]->(p:Person)
RETURN DISTINCT
  key,
  i.standing AS standing,
  p.id AS person,
  p.name AS name,
  u.from AS from,
  u.to AS to
ORDER BY key, to DESC
