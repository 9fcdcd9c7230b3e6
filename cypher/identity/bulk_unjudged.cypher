// purpose  Members, outside the components decided elsewhere, with more or fewer verdicts than links.
// mode     read
// param    graph  STRING         the projection that holds `component`
// param    keep   LIST<INTEGER>  components that are decided elsewhere
// return   node   STRING         the member's element id
CALL gds.graph.nodeProperty.stream($graph, 'component')
YIELD nodeId, propertyValue AS component
WHERE NOT component IN $keep
WITH gds.util.asNode(nodeId) AS m
WHERE COUNT { (m)-[:ADMITTED|REFUSED]-() } <> COUNT { (m)-[:STATES|SEEN_WITH|ALIAS]-() }
  OR EXISTS { (m)-[:REFUSED]-(b) WHERE b.standing IS NULL AND m.standing IS NULL }
RETURN elementId(m) AS node
