// purpose  The namespaces that were declared in this graph, by a mapping or by command.
// mode     read
// return   name    STRING  the namespace
// return   like    STRING  the kind it is like
// return   where   STRING  where that was said
// return   author  STRING  by whom
// return   reason  STRING  why
CYPHER replan=skip
MATCH (n:Namespace)
RETURN n.name AS name, n.like AS like, n.where AS where, n.author AS author, n.reason AS reason
ORDER BY name
