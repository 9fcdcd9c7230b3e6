// purpose  Persons whom a judgement holds together although they hold more values of a namespace than a person may have.
// mode     read
// param    unique     LIST<STRING>  namespaces of which a person has one value
// return   person     STRING        the person
// return   judgement  STRING        the judgement
// return   author     STRING        who said so
// return   reason     STRING        why
// return   namespace  STRING        the namespace
// return   values     LIST<STRING>  the values it holds
// browser  :param unique => ['login', 'loyalty']
MATCH (j:Judgement {state: 'stands', verdict: 'same'})-[:ON {pair: true, side: 'a'}]->(a)-[:BELONGS_TO]->(p:Person)
WHERE EXISTS { (j)-[:ON {pair: true, side: 'b'}]->()-[:BELONGS_TO]->(p) }
MATCH (p)<-[:BELONGS_TO]-(i:Identifier)
WHERE i.namespace IN $unique AND i.twin IS NULL
WITH j, p, i.namespace AS namespace, i.scope AS scope, collect(DISTINCT i.key) AS values
WHERE size(values) > 1
RETURN p.id AS person, j.id AS judgement, j.author AS author, j.reason AS reason, namespace, values
ORDER BY person, judgement, namespace
