// purpose  What campaigns cost.
// mode     write
// param    rows  LIST<MAP>  id, source, campaign, channel, from, to (ISO dates), cost, currency, hash
UNWIND $rows AS row
MERGE (s:Spend {id: row.id})
SET s = row, s.from = date(row.from), s.to = date(row.to)
MERGE (c:Campaign {name: row.campaign})
MERGE (s)-[:FOR]->(c)
