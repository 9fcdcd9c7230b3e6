// purpose  The namespaces of which the graph holds identifiers.
// mode     read
// return   namespace  STRING  its name
MATCH (i:Identifier)
WHERE i.namespace IS NOT NULL
RETURN DISTINCT i.namespace AS namespace
