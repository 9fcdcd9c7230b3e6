// purpose  How often a touchpoint of one type is followed by one of another, of those that pass the filters, and how long it takes.
// mode     read
// param    since     INTEGER       leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER       leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>  leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>  leave out touchpoints in other channels; null keeps all
// param    segments  LIST<LIST>    only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>  only persons who are in one of these stages now; null for all
// param    journeys  BOOLEAN       each journey of a person by itself, not all that the person did
// return   from      STRING        type of the first
// return   to        STRING        type of the following
// return   count     INTEGER       how often
// return   persons   INTEGER       how many persons do it
// return   ranks     LIST<INTEGER> microseconds between: a quarter, half, three quarters and nine of ten take no longer (nearest rank)
// browser  :param since => 0; :param until => 4102444800000000; :param types => null; :param channels => null; :param segments => []; :param standing => null; :param journeys => false
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
  | [kinds[i], at[i]]] AS passed
ORDER BY person, place, part
WITH person, number, collect(passed) AS parts
WITH person, apoc.coll.flatten(parts) AS way
UNWIND range(1, size(way) - 1) AS i
WITH person, way[i - 1] AS a, way[i] AS b
WITH person, a[0] AS from, b[0] AS to, b[1] - a[1] AS between
RETURN from, to, count(*) AS count, count(DISTINCT person) AS persons,
  [percentileDisc(between, 0.25), percentileDisc(between, 0.5), percentileDisc(between, 0.75), percentileDisc(between, 0.9)] AS ranks
ORDER BY count DESC, from, to
