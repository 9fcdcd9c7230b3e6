// purpose  The namespaces of which the graph holds uses, whatever the policy says of them now.
// mode     read
// return   namespace  STRING  the namespace
MATCH (u:Use)
RETURN DISTINCT u.namespace AS namespace
ORDER BY namespace
