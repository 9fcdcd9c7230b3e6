// purpose  The persons who take a path of types, of touchpoints that pass the filters.
// mode     read
// param    since     INTEGER       leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER       leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>  leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>  leave out touchpoints in other channels; null keeps all
// param    segments  LIST<LIST>    only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>  only persons who are in one of these stages now; null for all
// param    journeys  BOOLEAN       each journey of a person by itself, not all that the person did
// param    collapse  BOOLEAN       a type that comes several times in a row counts as one step
// param    steps     INTEGER       steps of a path at most; what follows is not told apart
// param    path      LIST<STRING>  the types in order
// return   person    STRING        the person
// return   times     INTEGER       1, or how many of its journeys take the path
// browser  :param since => 0; :param until => 4102444800000000; :param types => null; :param channels => null; :param segments => []; :param standing => null; :param journeys => false; :param collapse => false; :param steps => 10; :param path => ['page_view', 'purchase']
MATCH (p:Person)-[:TOOK]->(j:Journey)
WHERE j.last >= $since AND j.first < $until AND NOT p:Excluded
  AND all(each IN $segments WHERE toStringOrNull(p[each[0]]) = each[1])
  AND ($standing IS NULL OR EXISTS {
    MATCH (p)-[:TOOK]->(now:Journey)
    WHERE now.stage IN $standing AND NOT EXISTS {
      MATCH (p)-[:TOOK]->(later:Journey)
      WHERE later.number > now.number OR (later.number = now.number AND later.part > now.part)
    }
  })
// The lists become variables first: indexing a property reads the whole list again for every element.
WITH p.id AS person, CASE WHEN $journeys THEN j.number END AS number, j.number AS place, j.part AS part, j.steps AS kinds, j.at AS at, j.channels AS channels
WITH person, number, place, part, [i IN range(0, size(at) - 1)
  WHERE at[i] >= $since AND at[i] < $until AND ($types IS NULL OR kinds[i] IN $types) AND ($channels IS NULL OR channels[i] IN $channels)
  | kinds[i]] AS passed
ORDER BY person, place, part
WITH person, number, collect(passed) AS parts
WITH person, apoc.coll.flatten(parts) AS way
WITH person, CASE WHEN $collapse THEN [i IN range(0, size(way) - 1) WHERE i = 0 OR way[i] <> way[i - 1] | way[i]] ELSE way END AS way
WHERE way[..$steps] = $path
RETURN person, count(*) AS times
ORDER BY person
