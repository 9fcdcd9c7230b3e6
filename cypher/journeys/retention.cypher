// purpose  Of those who began in a period, how many came back in each period after it.
// mode     read
// param    since     INTEGER        leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER        leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>   leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>   leave out touchpoints in other channels; null keeps all
// param    segments  LIST<LIST>     only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>   only persons who are in one of these stages now; null for all
// param    begins    LIST<STRING>   types of which the first touchpoint is the beginning; null: any
// param    returns   LIST<STRING>   types by which somebody comes back; null: any
// param    period    STRING         'day', 'week' or 'month'
// param    cohort    STRING         with `after`: also say who, of the cohort that began in the period of this first day; null without
// param    after     INTEGER        periods after it
// return   cohort    STRING         the first day of the period of the beginning
// return   after     INTEGER        periods after it; 0 is the period itself, and counts all
// return   count     INTEGER        how many persons
// return   persons   LIST<STRING>   ids, where asked for
// note     Periods are those of the calendar, in UTC; weeks begin on Monday.
// browser  :param since => 0; :param until => 4102444800000000; :param types => null; :param channels => null; :param segments => []; :param standing => null; :param begins => null; :param returns => null; :param period => 'month'; :param cohort => null; :param after => null
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
WITH p.id AS person, j.steps AS kinds, j.at AS at, j.channels AS channels
WITH person, [i IN range(0, size(at) - 1)
  WHERE at[i] >= $since AND at[i] < $until AND ($types IS NULL OR kinds[i] IN $types) AND ($channels IS NULL OR channels[i] IN $channels)
  | [at[i], kinds[i]]] AS passed
WITH person, collect(passed) AS parts
WITH person, apoc.coll.flatten(parts) AS way
WITH person, way, reduce(least = null, step IN way | CASE WHEN ($begins IS NULL OR step[1] IN $begins) AND (least IS NULL OR step[0] < least) THEN step[0] ELSE least END) AS began
WHERE began IS NOT NULL
WITH person, date.truncate($period, date(datetime({epochMillis: began / 1000}))) AS cohort,
  [step IN way WHERE step[0] > began AND ($returns IS NULL OR step[1] IN $returns) | date.truncate($period, date(datetime({epochMillis: step[0] / 1000})))] AS days
UNWIND apoc.coll.toSet([0] + [day IN days | CASE $period
  WHEN 'month' THEN (day.year - cohort.year) * 12 + day.month - cohort.month
  ELSE duration.inDays(cohort, day).days / CASE $period WHEN 'week' THEN 7 ELSE 1 END END]) AS after
WITH toString(cohort) AS cohort, after, person
RETURN cohort, after, count(*) AS count, collect(CASE WHEN cohort = $cohort AND after = $after THEN person END) AS persons
ORDER BY cohort, after
