// purpose  The peer's evidence between identifiers, gathered beforehand and created blindly.
// mode     write
// param    rows  LIST<LIST<ANY>>  the smaller and the larger key, source, count, first, last
UNWIND $rows AS row
MATCH (a:Identifier {key: row[0]})
MATCH (b:Identifier {key: row[1]})
CREATE (a)-[:SEEN_WITH {
  count: row[3], sources: [row[2]], first: datetime({epochSeconds: row[4][0], nanosecond: row[4][1]}),
  last: datetime({epochSeconds: row[5][0], nanosecond: row[5][1]})
}]->(b)
