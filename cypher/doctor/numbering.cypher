// purpose  Namespaces that two sources use as if they were one numbering: a conflict that the mappings make.
// mode     read
// return   problem  STRING  one sentence
MATCH (r:Review {kind: 'numbering'})
RETURN r.reason AS problem
ORDER BY problem
LIMIT 20
