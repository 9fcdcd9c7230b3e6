// purpose  Where persons stop, repeat, come back to, wait after or run into trouble after a touchpoint, by its type.
// mode     read
// param    since     INTEGER        leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER        leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>   leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>   leave out touchpoints in other channels; null keeps all
// param    segments  LIST<LIST>     only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>   only persons who are in one of these stages now; null for all
// param    journeys  BOOLEAN        count each journey of a person by itself, not the person
// param    wait      INTEGER        microseconds until the next touchpoint that are too long
// param    troubles  LIST<STRING>   types that are trouble: an error, a complaint
// param    type      STRING         with `sign`: also say who; null without
// param    sign      STRING         'did', 'stopped', 'repeated', 'returned', 'waited' or 'troubled'
// return   type      STRING         the type
// return   sign      STRING         did: has it; stopped: as the last; repeated: twice in a row; returned: again after another; waited: too long until the next; troubled: right before trouble
// return   count     INTEGER        how many
// return   persons   LIST<STRING>   ids, where asked for; a person as often as it was counted
// browser  :param since => 0; :param until => 4102444800000000; :param types => null; :param channels => null; :param segments => []; :param standing => null; :param journeys => false; :param wait => 604800000000; :param troubles => ['complaint']; :param type => null; :param sign => null
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
WHERE size(way) > 0
WITH person, way, range(1, size(way) - 1) AS later
UNWIND apoc.coll.toSet([step IN way | [step[0], 'did']] + [[way[-1][0], 'stopped']]
  + [i IN later WHERE way[i][0] = way[i - 1][0] | [way[i][0], 'repeated']]
  // Whoever comes back to a type has more than one run of it.
  + [kind IN apoc.coll.duplicates([i IN range(0, size(way) - 1) WHERE i = 0 OR way[i][0] <> way[i - 1][0] | way[i][0]]) | [kind, 'returned']]
  + [i IN later WHERE way[i][1] - way[i - 1][1] > $wait | [way[i - 1][0], 'waited']]
  + [i IN later WHERE way[i][0] IN $troubles | [way[i - 1][0], 'troubled']]) AS sign
WITH sign[0] AS type, sign[1] AS sign, person
RETURN type, sign, count(*) AS count, collect(CASE WHEN type = $type AND sign = $sign THEN person END) AS persons
ORDER BY type, sign
