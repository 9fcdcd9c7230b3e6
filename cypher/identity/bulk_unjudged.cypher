// purpose  Members of some components whose verdicts are not those of links that simply join.
// mode     read
// param    graph       STRING         the projection that holds `component`
// param    components  LIST<INTEGER>  the components
// param    threshold   FLOAT          from which score two records that are alike are evidence
// return   node        STRING         the member's element id
CALL gds.graph.nodeProperty.stream($graph, 'component')
YIELD nodeId, propertyValue AS component
WHERE component IN $components
WITH gds.util.asNode(nodeId) AS m
WHERE COUNT { (m)-[:ADMITTED|REFUSED]-() } <> COUNT { (m)-[e:STATES|SEEN_WITH|ALIAS|RESEMBLES]-() WHERE e.score IS NULL OR e.score >= $threshold }
  OR (m:Touched OR m:Judged) AND EXISTS { (m)-[:STATES|SEEN_WITH|ALIAS]-(b) WHERE NOT EXISTS { (m)-[:ADMITTED|REFUSED]-(b) } }
  OR EXISTS { (m)-[:REFUSED]-(b) WHERE b.standing IS NULL AND m.standing IS NULL }
RETURN elementId(m) AS node
