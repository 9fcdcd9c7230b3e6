// purpose  The peer's links to campaigns, created blindly.
// mode     write
// param    rows  LIST<LIST<STRING>>  touchpoint and campaign
UNWIND $rows AS row
MATCH (t:Touchpoint {id: row[0]})
MATCH (n:Campaign {name: row[1]})
CREATE (t)-[:IN_CAMPAIGN]->(n)
