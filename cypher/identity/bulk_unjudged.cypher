// purpose  Members of some components with more or fewer verdicts than links.
// mode     read
// param    graph       STRING         the projection that holds `component`
// param    components  LIST<INTEGER>  the components
// return   node        STRING         the member's element id
CALL gds.graph.nodeProperty.stream($graph, 'component')
YIELD nodeId, propertyValue AS component
WHERE component IN $components
WITH gds.util.asNode(nodeId) AS m
WHERE COUNT { (m)-[:ADMITTED|REFUSED]-() } <> COUNT { (m)-[:STATES|SEEN_WITH|ALIAS]-() }
  OR EXISTS { (m)-[:REFUSED]-(b) WHERE b.standing IS NULL AND m.standing IS NULL }
RETURN elementId(m) AS node
