// purpose  The peer's touchpoints with channel and identifiers, created blindly.
// mode     write
// param    rows  LIST<MAP>  properties, at, received, channel, carried
UNWIND $rows AS row
MATCH (c:Channel {name: row.properties.channel})
CREATE (t:Touchpoint)
SET t = row.properties, t.at = datetime({epochSeconds: row.at[0], nanosecond: row.at[1]}),
  t.receivedAt = CASE WHEN row.received IS NOT NULL THEN datetime({epochSeconds: row.received[0], nanosecond: row.received[1]}) END
CREATE (t)-[:VIA]->(c)
WITH t, row
UNWIND row.carried AS carried
MATCH (i:Identifier {key: carried[0]})
CREATE (t)-[:CARRIED {role: carried[1]}]->(i)
