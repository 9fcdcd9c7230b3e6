// purpose  What was found at the last run of namespaces that two sources use as if they were one numbering.
// mode     read
// return   namespace  STRING  the namespace
// return   reason     STRING  one sentence: what is so, and what to do
MATCH (r:Review {kind: 'numbering'})
RETURN r.namespace AS namespace, r.reason AS reason
ORDER BY namespace, reason
