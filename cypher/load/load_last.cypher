// purpose  What the last load by a mapping read that was finished, or closed as damaged.
// mode     read
// param    mapping  STRING  the mapping's name
// return   content  STRING  the hash of its files, null where it was not needed
MATCH (l:Load)
WHERE l.state IN ['done', 'damaged'] AND l.mapping = $mapping AND l.at IS NOT NULL
RETURN l.content AS content
ORDER BY l.at DESC, l.id
LIMIT 1
