// purpose  What the last finished load by a mapping read.
// mode     read
// param    mapping  STRING  the mapping's name
// return   content  STRING  the hash of its files, null where it was not needed
MATCH (l:Load {state: 'done', mapping: $mapping})
WHERE l.at IS NOT NULL
RETURN l.content AS content
ORDER BY l.at DESC, l.id
LIMIT 1
