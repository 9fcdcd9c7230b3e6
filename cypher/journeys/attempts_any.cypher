// purpose  How far persons get in a funnel whose steps come in any order: for every outcome how many have it, and who.
// mode     read
// param    since     INTEGER        leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER        leave out touchpoints from this moment on: epoch microseconds
// param    channels  LIST<STRING>   leave out touchpoints in other channels; null keeps all
// param    segments  LIST<LIST>     only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>   only persons who are in one of these stages now; null for all
// param    journeys  BOOLEAN        count each journey of a person by itself, not the person
// param    steps     LIST<MAP>      the steps: types (no two steps share one), needs (places of the steps that must be done for it to count, from 0)
// param    barred    LIST<STRING>   types that may not come between the first touchpoint of an attempt and its last
// param    window    INTEGER        microseconds from an attempt's first touchpoint to its last at most; null for any
// param    first     BOOLEAN        only the attempt that begins with the first touchpoint of any step, else the best one
// param    labelled  INTEGER        place of the step whose touchpoint gives the group; null without groups
// param    property  STRING         the property of that touchpoint
// param    period    STRING         'day', 'week' or 'month': outcomes by when the attempt began; null does not tell apart
// param    listed    BOOLEAN        also say who
// return   reached   LIST<BOOLEAN>  for every step, whether an attempt gets there
// return   value     STRING         the group: the property's value, of the attempt that gets furthest, soonest, and of those began last
// return   period    STRING         the first day of the period in which that attempt began
// return   count     INTEGER        how many
// return   times     LIST<INTEGER>  of those who reach the last step, microseconds from first to last touchpoint in their fastest attempt
// return   persons   LIST<STRING>   ids; a person as often as it was counted
// note     Of every step the latest touchpoint is kept (the first one for the first attempt): no other makes an attempt shorter.
// browser  :param since => 0; :param until => 4102444800000000; :param channels => null; :param segments => []; :param standing => null; :param journeys => false; :param steps => [{types: ['page_view'], needs: [0]}, {types: ['purchase'], needs: [0, 1]}]; :param barred => []; :param window => null; :param first => false; :param labelled => null; :param property => null; :param period => null; :param listed => false
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
WITH reduce(all = [], step IN $steps | all + step.types) AS types, p, CASE WHEN $journeys THEN j.number END AS number, j
// The lists become variables first: indexing a property reads the whole list again for every element.
WITH types, p, number, j.number AS place, j.part AS part, j.steps AS kinds, j.at AS at, j.channels AS channels, j.touchpoints AS ids
WITH types, p, number, place, part, [i IN range(0, size(at) - 1)
  WHERE at[i] >= $since AND at[i] < $until AND (kinds[i] IN types OR kinds[i] IN $barred) AND ($channels IS NULL OR channels[i] IN $channels)
  | [at[i], kinds[i], ids[i]]] AS hits
ORDER BY p.id, place, part
WITH types, p, number, collect(hits) AS parts
WITH types, p, apoc.coll.flatten(parts) AS hits
WHERE any(hit IN hits WHERE hit[1] IN types)
// done: for every step the touchpoint that counts; barred, barredBefore: the latest barred moment, and the latest before that.
WITH p, reduce(s = {done: [step IN $steps | null], began: null, barred: null, barredBefore: null, reached: [step IN $steps | false], best: null, depth: -1, fastest: null},
  hit IN hits | CASE
    WHEN hit[1] IN $barred THEN {done: s.done, began: s.began, reached: s.reached, best: s.best, depth: s.depth, fastest: s.fastest,
      barred: hit[0], barredBefore: CASE WHEN hit[0] = s.barred THEN s.barredBefore ELSE s.barred END}
    ELSE [done IN [[k IN range(0, size($steps) - 1) | CASE
        WHEN hit[1] IN $steps[k].types AND (NOT $first OR s.done[k] IS NULL) THEN [hit[0], hit[2]] ELSE s.done[k] END]] |
      [began IN [coalesce(s.began, hit[0])] |
      [starts IN [[k IN range(0, size($steps) - 1) | CASE WHEN all(need IN $steps[k].needs WHERE done[need] IS NOT NULL)
        THEN CASE WHEN $first THEN began ELSE reduce(least = hit[0], need IN $steps[k].needs | CASE WHEN done[need][0] < least THEN done[need][0] ELSE least END) END END]] |
      [fits IN [[k IN range(0, size($steps) - 1) | coalesce(hit[0] - starts[k] <= coalesce($window, hit[0] - starts[k])
        AND coalesce(CASE WHEN s.barred < hit[0] THEN s.barred ELSE s.barredBefore END <= starts[k], true), false)]] |
      [furthest IN [coalesce(last([k IN range(0, size($steps) - 1) WHERE fits[k]]), -1)] |
        {done: done, began: began, barred: s.barred, barredBefore: s.barredBefore,
          reached: [k IN range(0, size($steps) - 1) | s.reached[k] OR fits[k]],
          best: CASE WHEN furthest > s.depth THEN [starts[furthest], CASE WHEN $labelled IN $steps[furthest].needs THEN done[$labelled][1] END] ELSE s.best END,
          depth: CASE WHEN furthest > s.depth THEN furthest ELSE s.depth END,
          fastest: CASE WHEN NOT fits[-1] OR s.fastest < hit[0] - starts[-1] THEN s.fastest ELSE hit[0] - starts[-1] END}
      ][0]][0]][0]][0]][0]
  END) AS outcome
WHERE outcome.depth >= 0
OPTIONAL MATCH (t:Touchpoint {id: outcome.best[1]})
WITH p.id AS id, outcome, toString(t[$property]) AS value,
  CASE WHEN $period IS NOT NULL THEN toString(date.truncate($period, date(datetime({epochMillis: outcome.best[0] / 1000})))) END AS period
RETURN outcome.reached AS reached, value, period, count(*) AS count, collect(outcome.fastest) AS times, collect(CASE WHEN $listed THEN id END) AS persons
