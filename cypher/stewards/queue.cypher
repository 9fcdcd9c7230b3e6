// purpose  The head of the review queue as a graph: each item with the persons it is about.
// mode     read
// param    kind   STRING   pending, against, bridge, oversize, contested, touchpoints, score or numbering; null for all
// param    limit  INTEGER  items at most
// return   item   PATH     an item, and a person it is about
// browser  :param kind => null; :param limit => 25
MATCH (r:Review)
WHERE $kind IS NULL OR r.kind = $kind
WITH r ORDER BY r.risk DESC, r.id LIMIT $limit
MATCH item = (r)-[:ABOUT]->(:Person)
RETURN item
