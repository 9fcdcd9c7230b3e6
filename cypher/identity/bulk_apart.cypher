// purpose  Components that hold two values of one unique namespace.
// mode     read
// param    graph       STRING        the projection that holds `component`
// param    unique      LIST<STRING>  unique namespaces
// return   component   INTEGER       the component
MATCH (i:Identifier)
WHERE i.namespace IN $unique AND i.barred IS NULL AND i.twin IS NULL
WITH gds.util.nodeProperty($graph, i, 'component') AS component, i.namespace AS namespace, count(*) AS held
WHERE held > 1
RETURN DISTINCT component
