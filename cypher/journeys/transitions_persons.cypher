// purpose  The persons with touchpoints of one type followed by one of another, of those that pass the filters, and how often.
// mode     read
// param    since     INTEGER       leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER       leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>  leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>  leave out touchpoints in other channels; null keeps all
// param    segments  LIST<LIST>    only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>  only persons who are in one of these stages now; null for all
// param    journeys  BOOLEAN       each journey of a person by itself, not all that the person did
// param    from      STRING        type of the first
// param    to        STRING        type of the following
// return   person    STRING        the person
// return   times     INTEGER       how often
// browser  :param since => 0; :param until => 4102444800000000; :param types => null; :param channels => null; :param segments => []; :param standing => null; :param journeys => false; :param from => 'page_view'; :param to => 'purchase'
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
WITH person, size([i IN range(1, size(way) - 1) WHERE way[i - 1] = $from AND way[i] = $to]) AS found
WHERE found > 0
RETURN person, sum(found) AS times
ORDER BY person
