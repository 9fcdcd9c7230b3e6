// purpose  Components that hold a value with more neighbours than its cap, or one that was generic, or one with uses.
// mode     read
// param    graph      STRING   the projection that holds `component`
// param    caps       MAP      namespace to cap
// return   component  INTEGER  the component
MATCH (i:Identifier)
WHERE i.barred IS NULL
  AND (i.standing IS NOT NULL
    OR COUNT { (i)-[:STATES|SEEN_WITH]-() } + COUNT { (i)-[:ALIAS]-()-[:STATES|SEEN_WITH]-() } > coalesce($caps[i.namespace], 1000000000)
    OR EXISTS { (i)<-[:OF]-(:Use) })
RETURN DISTINCT gds.util.nodeProperty($graph, i, 'component') AS component
