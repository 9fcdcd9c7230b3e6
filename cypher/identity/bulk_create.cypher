// purpose  Make a person of every component that is new as a whole and breaks no rule, with its memberships and verdicts.
// mode     auto
// note     Its two transactions may wait for each other, where members have relationships across components: run it again then, it passes over what was made.
// param    graph    STRING         the projection that holds `component`
// param    threshold  FLOAT        from which score two records that are alike are evidence
// param    keep     LIST<INTEGER>  components that are decided elsewhere
// param    personal  LIST<STRING>  namespaces whose values may stand for a person
// return   components  INTEGER     how many were looked at
CALL gds.graph.nodeProperty.stream($graph, 'component')
YIELD nodeId, propertyValue AS component
WITH component, collect(gds.util.asNode(nodeId)) AS members
WHERE NOT component IN $keep
CALL (members) {
  WITH members, members[0] AS one
  // Takes its lock: of a run of this that was cut off the other transaction may still be writing.
  SET one.again = CASE WHEN one:Queued THEN one.again END
  WITH members, one
  WHERE NOT EXISTS { (one)-[:BELONGS_TO]->() }
  CREATE (p:Person:Stale:Unrecorded {id: 'P-' + left(replace(randomUUID(), '-', ''), 16), members: size(members), kind: 'person', anonymous: true})
  FOREACH (telling IN CASE WHEN any(m IN members WHERE m:Record OR m.namespace IN $personal) THEN [1] ELSE [] END | SET p:Fresh)
  WITH p, members
  UNWIND members AS m
  CREATE (m)-[:BELONGS_TO]->(p)
  SET m.again = CASE WHEN m:Queued THEN m.again END
  REMOVE m:Touched:Judged
  WITH m
  MATCH (m)-[e:STATES|SEEN_WITH|ALIAS|RESEMBLES]->(b)
  WHERE b.barred IS NULL AND (e.score IS NULL OR e.score >= $threshold)
  CREATE (m)-[:ADMITTED]->(b)
} IN 2 CONCURRENT TRANSACTIONS OF 2000 ROWS
RETURN count(*) AS components
