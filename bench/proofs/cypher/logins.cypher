// purpose  Every person with a log-in, with all its log-ins.
// mode     read
// return   logins  LIST<STRING>  keys
// return   person  STRING        the id
MATCH (p:Person)<-[:BELONGS_TO]-(i:Identifier {namespace: 'login'})
RETURN collect(i.key) AS logins, p.id AS person
