// purpose  Components some of whose members belong to a person already, and whether person and component are the same.
// mode     read
// param    graph      STRING   the projection that holds `component`
// return   component  INTEGER  the component
// return   same       BOOLEAN  one person has exactly these members
CALL gds.graph.nodeProperty.stream($graph, 'component')
YIELD nodeId, propertyValue AS component
WITH component, gds.util.asNode(nodeId) AS m
OPTIONAL MATCH (m)-[:BELONGS_TO]->(p:Person)
WITH component, count(*) AS size, count(p) AS known, collect(DISTINCT p) AS persons
WHERE known > 0
RETURN component, size(persons) = 1 AND known = size AND persons[0].members = size AS same
