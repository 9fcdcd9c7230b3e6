// purpose  The ways from one touchpoint to another, or from or to one: how many take each, with what conversions, value and duration.
// mode     read
// param    since     INTEGER        leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER        leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>   leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>   leave out touchpoints in other channels; null keeps all
// param    segments  LIST<LIST>     only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>   only persons who are in one of these stages now; null for all
// param    journeys  BOOLEAN        each journey of a person by itself, not all that the person did
// param    named     MAP            types that go by another name, to that name
// param    excluded  LIST<STRING>   names of touchpoints that are passed over
// param    start     STRING         the name a path begins with; null: it begins where the person does
// param    end       STRING         the name a path ends with; null: it ends where the person does
// param    collapse  BOOLEAN        a name that comes several times in a row counts as one step
// param    unroll    BOOLEAN        a name that comes again in a path is told apart by how often it has come: cart, cart 2
// param    steps     INTEGER        steps of a path at most; what follows is not told apart
// param    refunds   LIST<STRING>   types of touchpoints that take value back, as in the conversions file
// return   path       LIST<STRING>  the names in order; '…' where it goes on
// return   count      INTEGER       how many take it
// return   converted  INTEGER       how many of them convert on it
// return   value      FLOAT         what they are worth, refunds taken off, in the reporting currency; null where a rate is missing
// return   durations  LIST<INTEGER> microseconds from first to last step: a quarter, half, three quarters and nine of ten take no longer (nearest rank)
// browser  :param since => 0; :param until => 4102444800000000; :param types => null; :param channels => null; :param segments => []; :param standing => null; :param journeys => false; :param named => {}; :param excluded => []; :param start => 'page_view'; :param end => 'purchase'; :param collapse => true; :param unroll => false; :param steps => 6; :param refunds => ['refund', 'return', 'policy_refunded']
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
WITH p.id AS person, CASE WHEN $journeys THEN j.number END AS number, j.number AS place, j.part AS part, j.steps AS kinds, j.at AS at, j.channels AS channels,
  j.sequences AS sequences, coalesce(j.unratedAt, []) AS unrated, coalesce(j.creditAt, []) AS creditAt, coalesce(j.creditValue, []) AS creditValue
WITH person, number, place, part, [i IN range(0, size(at) - 1)
  WHERE at[i] >= $since AND at[i] < $until AND ($types IS NULL OR kinds[i] IN $types) AND ($channels IS NULL OR channels[i] IN $channels)
    AND NOT coalesce($named[kinds[i]], kinds[i]) IN $excluded
  | [coalesce($named[kinds[i]], kinds[i]), at[i], coalesce(sequences[i], 0), [k IN range(0, size(creditAt) - 1) WHERE creditAt[k] = i | creditValue[k]],
    kinds[i] IN $refunds, i IN unrated]] AS passed
ORDER BY person, place, part
WITH person, number, collect(passed) AS parts
WITH person, apoc.coll.flatten(parts) AS way
// From the first touchpoint that begins a path, to the first after it that ends one.
WITH person, way, CASE WHEN $start IS NULL THEN 0 ELSE head([i IN range(0, size(way) - 1) WHERE way[i][0] = $start]) END AS a
WHERE a IS NOT NULL AND size(way) > 0
WITH person, way, a, CASE WHEN $end IS NULL THEN size(way) - 1 ELSE head([i IN range(a, size(way) - 1) WHERE way[i][0] = $end
  AND ($start IS NULL OR way[i][1] > way[a][1] OR (way[i][1] = way[a][1] AND way[i][2] > way[a][2]))]) END AS b
WHERE b IS NOT NULL
WITH person, way[a..b + 1] AS way
WITH person, way, CASE WHEN $collapse THEN [i IN range(0, size(way) - 1) WHERE i = 0 OR way[i][0] <> way[i - 1][0] | way[i][0]] ELSE [step IN way | step[0]] END AS names
// Only what is told apart needs its number, and one more says that it goes on.
WITH person, way, names[..$steps + 1] AS names
WITH person, way, CASE WHEN NOT $unroll THEN names ELSE [i IN range(0, size(names) - 1) | names[i]
  + CASE WHEN names[i] IN names[..i] THEN ' ' + toString(1 + size([before IN names[..i] WHERE before = names[i]])) ELSE '' END] END AS names
WITH person, way, names[..$steps] + CASE WHEN size(names) > $steps THEN ['…'] ELSE [] END AS names
WITH person, names, way[-1][1] - way[0][1] AS duration, reduce(worth = 0.0, step IN way | reduce(more = worth, credit IN step[3] | more + credit)) AS value,
  any(step IN way WHERE (step[3] <> [] OR step[5]) AND NOT step[4]) AS converts, any(step IN way WHERE step[5]) AS untold
RETURN names AS path, count(*) AS count, sum(CASE WHEN converts THEN 1 ELSE 0 END) AS converted,
  CASE WHEN sum(CASE WHEN untold THEN 1 ELSE 0 END) = 0 THEN round(sum(value), 6) END AS value,
  [percentileDisc(duration, 0.25), percentileDisc(duration, 0.5), percentileDisc(duration, 0.75), percentileDisc(duration, 0.9)] AS durations
ORDER BY count DESC, size(path), path
