// purpose  What each person is like: how much, how long and where they did what, where they stand, and traits; what personas are made of.
// mode     read
// param    since     INTEGER       leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER       leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>  leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>  leave out touchpoints in other channels; null keeps all
// param    segments  LIST<LIST>    only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>  only persons who are in one of these stages now; null for all
// param    converts  LIST<STRING>  types that are conversions
// param    traits    LIST<STRING>  traits of the golden record
// return   person       STRING        the person
// return   touchpoints  INTEGER       how many
// return   days         INTEGER       on how many days
// return   span         INTEGER       from the first to the last, in microseconds
// return   conversions  INTEGER       how many of them convert
// return   kinds        MAP           how many of each type
// return   places       MAP           how many in each channel
// return   stage        STRING        the stage of the last
// return   traits       LIST<STRING>  the traits, in the order asked for; null where there is none
// browser  :param since => 0; :param until => 4102444800000000; :param types => null; :param channels => null; :param segments => []; :param standing => null; :param converts => ['purchase']; :param traits => ['kind', 'country']
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
WITH p, j.number AS place, j.part AS part, j.steps AS kinds, j.at AS at, j.channels AS channels, j.stages AS stages
WITH p, place, part, [i IN range(0, size(at) - 1)
  WHERE at[i] >= $since AND at[i] < $until AND ($types IS NULL OR kinds[i] IN $types) AND ($channels IS NULL OR channels[i] IN $channels)
  | [kinds[i], channels[i], at[i], stages[i]]] AS passed
ORDER BY place, part
WITH p, collect(passed) AS parts
WITH p, apoc.coll.flatten(parts) AS way
WHERE size(way) > 0
RETURN p.id AS person, size(way) AS touchpoints, size(apoc.coll.toSet([step IN way | step[2] / 86400000000])) AS days,
  way[-1][2] - way[0][2] AS span, size([step IN way WHERE step[0] IN $converts]) AS conversions,
  apoc.coll.frequenciesAsMap([step IN way | step[0]]) AS kinds, apoc.coll.frequenciesAsMap([step IN way | step[1]]) AS places,
  way[-1][3] AS stage, [trait IN $traits | toStringOrNull(p[trait])] AS traits
ORDER BY person
