// purpose  Components in which a link waits: it was first seen after the instant of the run, and holds nothing together.
// mode     read
// param    graph      STRING    the projection that holds `component`
// param    until      DATETIME  the instant
// return   component  INTEGER   the component
MATCH (a:Record|Identifier)-[e:STATES|SEEN_WITH]->(b)
WHERE e.first > $until AND a.barred IS NULL AND b.barred IS NULL
RETURN DISTINCT gds.util.nodeProperty($graph, a, 'component') AS component
