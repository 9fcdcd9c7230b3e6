// purpose  The ways of all through the stages: which stages followed which, how many went so, and where asked for who.
// mode     read
// param    since     INTEGER       leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER       leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>  leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>  leave out touchpoints in other channels; null keeps all
// param    segments  LIST<LIST>    only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>  only persons who are in one of these stages now; null for all
// param    journeys  BOOLEAN       each journey of a person by itself, not all that the person did
// param    here      LIST<STRING>  only ways that come by one of these stages; null: all ways
// param    place     INTEGER       which must be at this place, from 0; null: at any
// param    next      LIST<STRING>  and be followed by one of these; empty: by none, the way ends there; null: by any or none
// param    listed    BOOLEAN       also say who
// return   way       LIST<STRING>  the stages in order; touchpoints in the same stage are one stay
// return   count     INTEGER       how many went so
// return   persons   LIST<STRING>  who they are, where asked for, as often as counted
// browser  :param since => 0; :param until => 4102444800000000; :param types => null; :param channels => null; :param segments => []; :param standing => null; :param journeys => false; :param here => null; :param place => null; :param next => null; :param listed => false
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
WITH p.id AS person, CASE WHEN $journeys THEN j.number END AS number, j.number AS nth, j.part AS part, j.steps AS kinds, j.at AS at, j.channels AS channels, j.stages AS stages
WITH person, number, nth, part, [i IN range(0, size(at) - 1)
  WHERE at[i] >= $since AND at[i] < $until AND ($types IS NULL OR kinds[i] IN $types) AND ($channels IS NULL OR channels[i] IN $channels)
  | stages[i]] AS passed
ORDER BY person, nth, part
WITH person, number, collect(passed) AS parts
WITH person, reduce(stays = [], part IN parts | stays + part) AS stays
WITH person, [i IN range(0, size(stays) - 1) WHERE i = 0 OR stays[i] <> stays[i - 1] | stays[i]] AS way
WHERE size(way) > 0 AND ($here IS NULL OR any(i IN range(0, size(way) - 1) WHERE ($place IS NULL OR i = $place) AND way[i] IN $here
  AND ($next IS NULL OR (size($next) = 0 AND i = size(way) - 1) OR (i + 1 < size(way) AND way[i + 1] IN $next))))
WITH way, count(*) AS count, CASE WHEN $listed THEN collect(person) END AS persons
RETURN way, count, persons
ORDER BY count DESC, way
