// purpose  The members of some components.
// mode     read
// param    graph       STRING         the projection that holds `component`
// param    components  LIST<INTEGER>  the components
// return   node        STRING         a member's element id
CALL gds.graph.nodeProperty.stream($graph, 'component')
YIELD nodeId, propertyValue AS component
WHERE component IN $components
RETURN elementId(gds.util.asNode(nodeId)) AS node
