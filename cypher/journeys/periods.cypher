// purpose  What persons did in each of two periods: paths, transitions, stages, conversions, by how many.
// mode     read
// param    periods      LIST<LIST<INTEGER>>  each from a moment to before another, in epoch microseconds
// param    types        LIST<STRING>   leave out touchpoints of other types; null keeps all
// param    channels     LIST<STRING>   leave out touchpoints in other channels; null keeps all
// param    segments     LIST<LIST>     only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing     LIST<STRING>   only persons who are in one of these stages now; null for all
// param    collapse     BOOLEAN        a type that comes several times in a row is one step of a path
// param    steps        INTEGER        steps of a path at most; what follows is not told apart
// param    conversions  LIST<MAP>      each with its name and the types that are it
// param    item         LIST<STRING>   with `period`: also say who; null without
// param    period       INTEGER        0 or 1
// return   period       INTEGER        which period
// return   item         LIST<STRING>   'all'; 'both', for who is in both periods; 'path' and its types; 'transition' and two; 'stage' and one; 'conversion' and its name
// return   count        INTEGER        how many persons
// return   persons      LIST<STRING>   ids, where asked for
// browser  :param periods => [[0, 1767225600000000], [1767225600000000, 4102444800000000]]; :param types => null; :param channels => null; :param segments => []; :param standing => null; :param collapse => true; :param steps => 5; :param conversions => [{name: 'purchase', types: ['purchase']}]; :param item => null; :param period => null
MATCH (p:Person)-[:TOOK]->(j:Journey)
WHERE any(period IN $periods WHERE j.last >= period[0] AND j.first < period[1]) AND NOT p:Excluded
  AND all(each IN $segments WHERE toStringOrNull(p[each[0]]) = each[1])
  AND ($standing IS NULL OR EXISTS {
    MATCH (p)-[:TOOK]->(now:Journey)
    WHERE now.stage IN $standing AND NOT EXISTS {
      MATCH (p)-[:TOOK]->(later:Journey)
      WHERE later.number > now.number OR (later.number = now.number AND later.part > now.part)
    }
  })
// The lists become variables first: indexing a property reads the whole list again for every element.
WITH p.id AS person, j.number AS place, j.part AS part, j.steps AS kinds, j.at AS at, j.channels AS channels, j.stages AS stages
UNWIND range(0, size($periods) - 1) AS period
WITH person, place, part, period, [i IN range(0, size(at) - 1)
  WHERE at[i] >= $periods[period][0] AND at[i] < $periods[period][1]
    AND ($types IS NULL OR kinds[i] IN $types) AND ($channels IS NULL OR channels[i] IN $channels)
  | [kinds[i], stages[i]]] AS passed
ORDER BY person, place, part
WITH person, period, collect(passed) AS parts
WITH person, period, apoc.coll.flatten(parts) AS way
WHERE size(way) > 0
WITH person, collect([period, way]) AS ways
UNWIND ways AS each
WITH person, size(ways) AS present, each[0] AS period, each[1] AS way
WITH person, present, period, way, [step IN way | step[0]] AS kinds
WITH person, present, period, way, kinds,
  CASE WHEN $collapse THEN [i IN range(0, size(kinds) - 1) WHERE i = 0 OR kinds[i] <> kinds[i - 1] | kinds[i]] ELSE kinds END AS path
UNWIND apoc.coll.toSet([['all'], CASE WHEN present = 1 THEN ['all'] ELSE ['both'] END, ['path'] + path[..$steps]]
  + [i IN range(1, size(kinds) - 1) | ['transition', kinds[i - 1], kinds[i]]]
  + [step IN way | ['stage', step[1]]]
  + [each IN $conversions WHERE any(kind IN kinds WHERE kind IN each.types) | ['conversion', each.name]]) AS item
WITH period, item, person
RETURN period, item, count(*) AS count, collect(CASE WHEN item = $item AND period = $period THEN person END) AS persons
ORDER BY period, item
