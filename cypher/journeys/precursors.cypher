// purpose  Which types come before a touchpoint (a cancellation, say) among those who have it, and before their latest touchpoint among those who have not.
// mode     read
// param    since     INTEGER        leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER        leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>   leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>   leave out touchpoints in other channels; null keeps all
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
// browser  :param {since: 0, until: 4102444800000000, types: null, channels: null, of: ['policy_cancelled'], within: 2592000000000, type: null, left: null}
MATCH (p:Person)-[:TOOK]->(j:Journey)
WHERE j.last >= $since AND j.first < $until AND NOT p:Excluded
// The lists become variables first: indexing a property reads the whole list again for every element.
WITH p.id AS person, j.number AS place, j.part AS part, j.steps AS kinds, j.at AS at, j.channels AS channels
WITH person, place, part, [i IN range(0, size(at) - 1)
  WHERE at[i] >= $since AND at[i] < $until
    AND (kinds[i] IN $of OR (($types IS NULL OR kinds[i] IN $types) AND ($channels IS NULL OR channels[i] IN $channels)))
  | [at[i], kinds[i]]] AS passed
ORDER BY person, place, part
WITH person, collect(passed) AS parts
WITH person, reduce(all = [], part IN parts | all + part) AS way
WHERE size(way) > 0
WITH person, way, head([step IN way WHERE step[1] IN $of | step[0]]) AS at
WITH person, way, at IS NOT NULL AS left, coalesce(at, way[-1][0]) AS at
UNWIND [null] + apoc.coll.toSet([step IN way WHERE step[0] < at AND at - step[0] <= coalesce($within, at - step[0]) | step[1]]) AS type
WITH type, left, person
RETURN type, left, count(*) AS count, collect(CASE WHEN type = $type AND left = $left THEN person END) AS persons
ORDER BY type, left
