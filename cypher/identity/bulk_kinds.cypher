// purpose  Components that hold records of kinds that never go together.
// mode     read
// param    graph      STRING        the projection that holds `component`
// param    kinds      LIST<STRING>  the kinds, each apart from every other
// return   component  INTEGER       the component
MATCH (r:Record)
WHERE r.barred IS NULL
WITH coalesce(r.kind, 'person') AS kind, r
WHERE kind IN $kinds
WITH gds.util.nodeProperty($graph, r, 'component') AS component, count(DISTINCT kind) AS held
WHERE held > 1
RETURN component
