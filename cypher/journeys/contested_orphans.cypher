// purpose  What nobody claims any more, or what waits, is not contested either.
// mode     write
// param    until  DATETIME  the instant of the run; null: nothing waits
// return   count  INTEGER  how many touchpoints
CYPHER replan=skip
MATCH (t:Contested)
WHERE t.at > $until OR NOT EXISTS { (t)-[:CARRIED {role: 'actor'}]->(:Identifier)-[:BELONGS_TO]->(:Person) }
  AND NOT EXISTS {
    MATCH (t)-[:CARRIED {role: 'actor'}]->(:Identifier)<-[:OF]-(u:Use)-[:BELONGS_TO]->(:Person)
    WHERE u.from <= t.at <= u.to
  }
REMOVE t:Contested
RETURN count(t) AS count
