// purpose  The members of some components, with the uses of their identifiers.
// mode     read
// param    graph       STRING         the projection that holds `component`
// param    components  LIST<INTEGER>  the components
// return   node        STRING         a member's element id
CALL gds.graph.nodeProperty.stream($graph, 'component')
YIELD nodeId, propertyValue AS component
WHERE component IN $components
WITH gds.util.asNode(nodeId) AS m
MATCH (m)<-[:OF*0..1]-(n)
RETURN elementId(n) AS node
