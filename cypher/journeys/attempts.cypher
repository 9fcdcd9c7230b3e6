// purpose  How far persons get in a funnel whose steps come in order: for every outcome how many have it, and who.
// mode     read
// param    since     INTEGER        leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER        leave out touchpoints from this moment on: epoch microseconds
// param    channels  LIST<STRING>   leave out touchpoints in other channels; null keeps all
// param    segments  LIST<LIST>     only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>   only persons who are in one of these stages now; null for all
// param    journeys  BOOLEAN        count each journey of a person by itself, not the person
// param    steps     LIST<MAP>      the steps: types, after (places of the steps it may follow, from 0), within (microseconds from that step at most, or null)
// param    bars      LIST<MAP>      what may not come between: types (null: any touchpoint), from and to (places of the steps between which it may not)
// param    window    INTEGER        microseconds from an attempt's first step to its last at most; null for any
// param    first     BOOLEAN        only the attempt that begins with the first touchpoint of the first step, else the best one
// param    labelled  INTEGER        place of the step whose touchpoint gives the group; null without groups
// param    property  STRING         the property of that touchpoint
// param    period    STRING         'day', 'week' or 'month': outcomes by when the attempt began; null does not tell apart
// param    listed    BOOLEAN        also say who
// return   reached   LIST<BOOLEAN>  for every step, whether an attempt gets there
// return   value     STRING         the group: the property's value, of the attempt that gets furthest, soonest, and of those began last
// return   period    STRING         the first day of the period in which that attempt began
// return   count     INTEGER        how many
// return   times     LIST<INTEGER>  of those who reach the last step, microseconds from first to last step in their fastest attempt
// return   persons   LIST<STRING>   ids; a person as often as it was counted
// note     An attempt takes touchpoints that follow each other in time; of equal times only the sequence says which came first.
// note     For every step the latest starts are kept with the time of the latest hit: an attempt that began earlier and was there earlier can do no better.
// note     A pair: start, latest hit, number of the moment of the latest hit, id of the labelled touchpoint.
// browser  :param since => 0; :param until => 4102444800000000; :param channels => null; :param segments => []; :param standing => null; :param journeys => false; :param steps => [{types: ['page_view'], after: [], within: null}, {types: ['purchase'], after: [0], within: null}]; :param bars => []; :param window => null; :param first => false; :param labelled => null; :param property => null; :param period => null; :param listed => false
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
WITH reduce(all = [], step IN $steps | all + step.types) AS types, any(bar IN $bars WHERE bar.types IS NULL) AS strict,
  reduce(all = [], bar IN $bars | all + coalesce(bar.types, [])) AS barred, p, CASE WHEN $journeys THEN j.number END AS number, j
// The lists become variables first: indexing a property reads the whole list again for every element.
WITH types, strict, barred, p, number, j.number AS place, j.part AS part, j.steps AS kinds, j.at AS at, j.channels AS channels, j.touchpoints AS ids, j.sequences AS sequences
WITH p, number, place, part, [i IN range(0, size(at) - 1)
  WHERE at[i] >= $since AND at[i] < $until AND (strict OR kinds[i] IN types OR kinds[i] IN barred) AND ($channels IS NULL OR channels[i] IN $channels)
  | [at[i], coalesce(sequences[i], 0), kinds[i], ids[i], [k IN range(0, size($steps) - 1) WHERE kinds[i] IN $steps[k].types]]] AS hits
ORDER BY p.id, place, part
WITH p, number, collect(hits) AS parts
WITH p, apoc.coll.flatten(parts) AS hits
WHERE any(hit IN hits WHERE 0 IN hit[4])
// What comes before the first touchpoint of the first step is in no attempt.
WITH p, hits[head([i IN range(0, size(hits) - 1) WHERE 0 IN hits[i][4]])..] AS hits, $bars = [] AS free, range(0, size($steps) - 1) AS places, [step IN $steps | []] AS nothing
WITH p, reduce(state = {at: null, sequence: null, moment: 0, before: nothing, now: nothing, reached: [step IN $steps | false], best: null, depth: -1, fastest: null},
  hit IN hits |
  [s IN [CASE WHEN hit[0] = state.at AND hit[1] = state.sequence THEN state
    ELSE {at: hit[0], sequence: hit[1], moment: state.moment + 1, before: state.now, now: state.now, reached: state.reached, best: state.best,
      depth: state.depth, fastest: state.fastest} END] |
    [fresh IN [[k IN places | CASE
      WHEN NOT k IN hit[4] THEN null
      WHEN k = 0 THEN CASE WHEN $first AND s.reached[0] THEN null ELSE [hit[0], hit[0], s.moment, CASE WHEN $labelled = 0 THEN hit[3] END] END
      ELSE reduce(found = null, way IN $steps[k].after |
        [pair IN [head([each IN s.before[way]
          WHERE hit[0] - each[0] <= coalesce($window, hit[0] - each[0]) AND hit[0] - each[1] <= coalesce($steps[k].within, hit[0] - each[1])])] |
          CASE WHEN pair IS NULL OR pair[0] < found[0] THEN found
            ELSE [pair[0], hit[0], s.moment, CASE WHEN $labelled = k THEN hit[3] ELSE pair[3] END] END][0])
      END]] |
      [furthest IN [coalesce(last([k IN hit[4] WHERE fresh[k] IS NOT NULL]), -1)] |
        CASE WHEN free AND furthest < 0 THEN s ELSE {at: s.at, sequence: s.sequence, moment: s.moment, before: s.before,
          now: [k IN places | CASE WHEN free AND fresh[k] IS NULL THEN s.now[k] ELSE [each IN s.now[k]
            WHERE (fresh[k] IS NULL OR each[0] > fresh[k][0])
              AND (each[2] = s.moment OR none(bar IN $bars WHERE bar.from <= k AND k < bar.to AND (bar.types IS NULL OR hit[2] IN bar.types)))]
            + CASE WHEN fresh[k] IS NULL THEN [] ELSE [fresh[k]] END END],
          reached: [k IN places | s.reached[k] OR fresh[k] IS NOT NULL],
          best: CASE WHEN furthest > s.depth THEN fresh[furthest] ELSE s.best END,
          depth: CASE WHEN furthest > s.depth THEN furthest ELSE s.depth END,
          fastest: CASE WHEN fresh[-1] IS NULL OR s.fastest < hit[0] - fresh[-1][0] THEN s.fastest ELSE hit[0] - fresh[-1][0] END} END
      ][0]][0]][0]) AS outcome
OPTIONAL MATCH (t:Touchpoint {id: outcome.best[3]})
WITH p.id AS id, outcome, toString(t[$property]) AS value,
  CASE WHEN $period IS NOT NULL THEN toString(date.truncate($period, date(datetime({epochMillis: outcome.best[0] / 1000})))) END AS period
RETURN outcome.reached AS reached, value, period, count(*) AS count, collect(outcome.fastest) AS times, collect(CASE WHEN $listed THEN id END) AS persons
