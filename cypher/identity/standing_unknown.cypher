// purpose  Namespaces that the policy does not know.
// mode     read
// return   namespace    STRING   its name
// return   identifiers  INTEGER  how many identifiers wait for a policy that knows it
MATCH (i:Identifier {standing: 'unknown'})
RETURN i.namespace AS namespace, count(*) AS identifiers
ORDER BY namespace
