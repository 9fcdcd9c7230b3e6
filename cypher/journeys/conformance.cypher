// purpose  The different ways that a designed journey is held against: types in order, with the channel where the design asks for it, and who takes each.
// mode     read
// param    since       INTEGER        leave out earlier touchpoints: epoch microseconds
// param    until       INTEGER        leave out touchpoints from this moment on: epoch microseconds
// param    types       LIST<STRING>   leave out touchpoints of other types; null keeps all
// param    channels    LIST<STRING>   leave out touchpoints in other channels; null keeps all
// param    segments    LIST<LIST>     only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing    LIST<STRING>   only persons who are in one of these stages now; null for all
// param    journeys    BOOLEAN        each journey of a person by itself, not all that the person did
// param    besides     LIST<STRING>   types that the design allows anywhere; they are left out too
// param    planned     LIST<STRING>   types of its steps
// param    channelled  LIST<STRING>   types of steps that ask for the channel
// return   way         LIST<LIST<STRING>>  pairs of a type and a channel, null where it is not asked for; null: no type of any step
// return   persons     LIST<STRING>   who takes it; a person as often as its journeys do
// note     The alignment of each way with the design is app/journeys/alignment.py.
// browser  :param since => 0; :param until => 4102444800000000; :param types => null; :param channels => null; :param segments => []; :param standing => null; :param journeys => true; :param besides => ['login']; :param planned => ['page_view', 'purchase']; :param channelled => ['purchase']
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
    AND NOT kinds[i] IN $besides
  | [kinds[i], CASE WHEN kinds[i] IN $channelled THEN channels[i] END]] AS passed
ORDER BY person, place, part
WITH person, number, collect(passed) AS parts
WITH person, apoc.coll.flatten(parts) AS way
WHERE size(way) > 0
WITH CASE WHEN any(step IN way WHERE step[0] IN $planned) THEN way END AS way, person
ORDER BY person
RETURN way, collect(person) AS persons
