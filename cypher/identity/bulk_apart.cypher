// purpose  Components that hold more values of a unique or limited namespace than one person may have.
// mode     read
// param    graph       STRING   the projection that holds `component`
// param    most        MAP      namespace to how many values a person may have
// return   component   INTEGER  the component
// note     Numbers that each source, or each country, gives by itself are counted for each of these.
MATCH (i:Identifier)
WHERE i.namespace IN keys($most) AND i.barred IS NULL AND i.twin IS NULL
WITH gds.util.nodeProperty($graph, i, 'component') AS component, i.namespace AS namespace, i.scope AS scope, count(*) AS held
WHERE held > $most[namespace]
RETURN DISTINCT component
