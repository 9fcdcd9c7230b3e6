// purpose  Which types come before a touchpoint (a cancellation, say) among those who have it, and before their latest touchpoint among those who have not.
// mode     read
// param    since     INTEGER        leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER        leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>   leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>   leave out touchpoints in other channels; null keeps all
// param    segments  LIST<LIST>     only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>   only persons who are in one of these stages now; null for all
// param    of        LIST<STRING>   the types that are asked about
// param    within    INTEGER        microseconds before it at most; null for any
// param    type      STRING         with `left`: also say who has this type before; null without
// param    left      BOOLEAN        of those who have one of the types asked about, else of the others
// return   type      STRING         the type that comes before; null: all persons
// return   left      BOOLEAN        among those who have one of the types asked about
// return   count     INTEGER        how many persons
// return   persons   LIST<STRING>   ids, where asked for
// note     Types and channels say what may come before; who has one of the types asked about has it in whatever channel.
// note     Of those who have it the first one counts. Of those who have not, the latest touchpoint takes its place, and does not count itself.
// browser  :param since => 0; :param until => 4102444800000000; :param types => null; :param channels => null; :param segments => []; :param standing => null; :param of => ['policy_cancelled']; :param within => 2592000000000; :param type => null; :param left => null
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
WITH p.id AS person, j.number AS place, j.part AS part, j.steps AS kinds, j.at AS at, j.channels AS channels
WITH person, place, part, [i IN range(0, size(at) - 1)
  WHERE at[i] >= $since AND at[i] < $until
    AND (kinds[i] IN $of OR (($types IS NULL OR kinds[i] IN $types) AND ($channels IS NULL OR channels[i] IN $channels)))
  | [at[i], kinds[i]]] AS passed
ORDER BY person, place, part
WITH person, collect(passed) AS parts
WITH person, apoc.coll.flatten(parts) AS way
WHERE size(way) > 0
WITH person, way, head([step IN way WHERE step[1] IN $of | step[0]]) AS at
WITH person, way, at IS NOT NULL AS left, coalesce(at, way[-1][0]) AS at
UNWIND [null] + apoc.coll.toSet([step IN way WHERE step[0] < at AND at - step[0] <= coalesce($within, at - step[0]) | step[1]]) AS type
WITH type, left, person
RETURN type, left, count(*) AS count, collect(CASE WHEN type = $type AND left = $left THEN person END) AS persons
ORDER BY type, left
