// purpose  Components with a member that waited and may get its person back.
// mode     read
// param    graph      STRING   the projection that holds `component`
// return   component  INTEGER  the component
MATCH (n:Touched|Judged)
WHERE n.held IS NOT NULL AND n.barred IS NULL
RETURN DISTINCT gds.util.nodeProperty($graph, n, 'component') AS component
