// purpose  Components that hold two records whose traits contradict.
// mode     read
// param    graph      STRING   the projection that holds `component`
// return   component  INTEGER  the component
MATCH (a:Record)-[:CONTRADICTS]->(b:Record)
WHERE a.barred IS NULL AND b.barred IS NULL
WITH gds.util.nodeProperty($graph, a, 'component') AS component, gds.util.nodeProperty($graph, b, 'component') AS other
WHERE component = other
RETURN DISTINCT component
