// purpose  What nobody claims any more is not contested either.
// mode     write
// return   count  INTEGER  how many touchpoints
MATCH (t:Contested)
WHERE NOT EXISTS { (t)-[:CARRIED {role: 'actor'}]->(:Identifier)-[:BELONGS_TO]->(:Person) }
  AND NOT EXISTS {
    MATCH (t)-[:CARRIED {role: 'actor'}]->(:Identifier)<-[:OF]-(u:Use)-[:BELONGS_TO]->(:Person)
    WHERE u.from <= t.at <= u.to
  }
REMOVE t:Contested
RETURN count(t) AS count
