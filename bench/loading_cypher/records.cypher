// purpose  The peer's records with the identifiers they state, created blindly.
// mode     write
// param    rows  LIST<MAP>  properties, at, states
UNWIND $rows AS row
CREATE (r:Record:Touched)
SET r = row.properties, r.at = CASE WHEN row.at IS NOT NULL THEN datetime({epochSeconds: row.at[0], nanosecond: row.at[1]}) END
WITH r, row
UNWIND row.states AS key
MATCH (i:Identifier {key: key})
CREATE (r)-[:STATES {count: 1, first: r.at, last: r.at, sources: [r.source]}]->(i)
