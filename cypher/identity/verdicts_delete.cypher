// purpose  Take verdicts back that no longer hold.
// mode     write
// param    verdicts  LIST<STRING>  element ids
// return   deleted   INTEGER       how many
CYPHER replan=skip
UNWIND $verdicts AS verdict
MATCH ()-[v:ADMITTED|REFUSED]->()
WHERE elementId(v) = verdict
DELETE v
RETURN count(*) AS deleted
