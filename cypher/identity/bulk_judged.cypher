// purpose  Components with a member on which a judgement *same* or *different* stands.
// mode     read
// param    graph      STRING   the projection that holds `component`
// return   component  INTEGER  the component
MATCH (j:Judgement {state: 'stands'})-[:ON]->(n)
WHERE j.verdict IN ['same', 'different']
MATCH (n)-[:OF*0..1]->(m:Record|Identifier)
WHERE m.barred IS NULL
RETURN DISTINCT gds.util.nodeProperty($graph, m, 'component') AS component
