// purpose  Components in which a doubtful resemblance may lie between two groups of several records.
// mode     read
// param    graph      STRING   the projection that holds `component`
// param    threshold  FLOAT    from which score two records that are alike are evidence
// return   component  INTEGER  the component
// note     More than there are: that a record has other evidence does not say that another record hangs on it.
MATCH (a:Record)-[e:RESEMBLES]->(b:Record)
WHERE e.score >= $threshold AND e.score < 0.995 AND a.barred IS NULL AND b.barred IS NULL
  AND all(r IN [a, b] WHERE
    EXISTS { MATCH (r)-[other:RESEMBLES]-() WHERE other <> e AND other.score >= $threshold }
    OR EXISTS { MATCH (r)-[:STATES]->(i)-[:STATES|SEEN_WITH|ALIAS]-(m) WHERE m <> r AND i.barred IS NULL })
RETURN DISTINCT gds.util.nodeProperty($graph, a, 'component') AS component
