// purpose  Open rejects of a mapping as they came, to try them again.
// mode     read
// param    mapping  STRING        the mapping's name
// param    path     STRING        where it lived when they were rejected
// return   id       STRING        the reject
// return   line     INTEGER       the line in its file
// return   raw      STRING        the row
// return   columns  LIST<STRING>  names of its columns, where it is a separated line
// return   broken   BYTES         its bytes, where they could not be decoded
MATCH (r:Reject {state: 'open', mapping: $mapping})
WHERE r.path = $path
RETURN r.id AS id, r.line AS line, r.raw AS raw, r.columns AS columns, r.broken AS broken
ORDER BY r.id
