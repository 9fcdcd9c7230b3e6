// purpose  How many were ever in each stage, and how many are in it by the latest of their touchpoints that pass the filters.
// mode     read
// param    since     INTEGER       leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER       leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>  leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>  leave out touchpoints in other channels; null keeps all
// param    segments  LIST<LIST>    only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>  only persons who are in one of these stages now; null for all
// param    journeys  BOOLEAN       count each journey of a person by itself, not the person
// param    stages    LIST<STRING>  the stages to count
// return   stage     STRING        the stage
// return   count     INTEGER       how many were ever in it
// return   current   INTEGER       how many are in it now
// return   total     INTEGER       how many have a touchpoint that passes
// browser  :param since => 0; :param until => 4102444800000000; :param types => null; :param channels => null; :param segments => []; :param standing => null; :param journeys => false; :param stages => ['awareness', 'consideration', 'conversion', 'retention', 'advocacy']
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
WITH
  p, CASE WHEN $journeys THEN j.number END AS number, j.number AS place, j.part AS part, j.stages AS stages,
  j.first >= $since AND j.last < $until AND $types IS NULL AND $channels IS NULL AS whole, j
WITH
  p, number, place, part, stages,
  // The lists become variables first: indexing a property reads the whole list again for every element.
  CASE WHEN whole THEN null ELSE j.at END AS at, CASE WHEN whole THEN null ELSE j.steps END AS steps,
  CASE WHEN whole THEN null ELSE j.channels END AS channels
WITH
  p, number, place, part,
  CASE WHEN at IS NULL THEN stages ELSE [
    i IN range(0, size(at) - 1)
    WHERE at[i] >= $since AND at[i] < $until AND ($types IS NULL OR steps[i] IN $types) AND ($channels IS NULL OR channels[i] IN $channels)
    | stages[i]
  ] END AS passed
WHERE size(passed) > 0
WITH p, number, passed ORDER BY p, place, part
WITH p, number, collect(passed) AS parts
WITH [stage IN $stages WHERE any(passed IN parts WHERE stage IN passed)] AS seen, parts[-1][-1] AS current
WITH seen, current, count(*) AS many
WITH collect([seen, current, many]) AS groups
UNWIND $stages AS stage
RETURN
  stage,
  reduce(n = 0, g IN groups | n + CASE WHEN stage IN g[0] THEN g[2] ELSE 0 END) AS count,
  reduce(n = 0, g IN groups | n + CASE WHEN stage = g[1] THEN g[2] ELSE 0 END) AS current,
  reduce(n = 0, g IN groups | n + g[2]) AS total
