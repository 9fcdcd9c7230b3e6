// purpose  The persons whose touchpoints, of those that pass the filters, fit a pattern.
// mode     read
// param    since     INTEGER       leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER       leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>  leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>  leave out touchpoints in other channels; null keeps all
// param    segments  LIST<LIST>    only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>  only persons who are in one of these stages now; null for all
// param    journeys  BOOLEAN       each journey of a person by itself, not all that the person did
// param    states    LIST<MAP>     the automaton: types, channels (null: any), negated; first, last: may begin, end; next: to (place, from 0), later (else at once), least, most (microseconds or null)
// param    begins    BOOLEAN       the first touchpoint must be the first of the pattern
// param    ends      BOOLEAN       the last touchpoint must be the last of the pattern
// param    window    INTEGER       microseconds from first to last at most; null for any
// param    bounded   BOOLEAN       some state says least or most
// param    negated   BOOLEAN       those whose touchpoints do not fit instead
// return   person    STRING        the person
// return   times     INTEGER       1, or how many of its journeys fit
// note     A token: state, and moment of the first touchpoint, moment, sequence and place of the latest. Without a window all begin at 0. Where no step has bounds, one that began later and came before this moment can do all that others can.
// browser  :param since => 0; :param until => 4102444800000000; :param types => null; :param channels => null; :param segments => []; :param standing => null; :param journeys => false; :param states => [{types: ['page_view'], channels: null, negated: false, first: true, last: false, next: [{to: 1, later: true, least: null, most: null}]}, {types: ['purchase'], channels: null, negated: false, first: false, last: true, next: []}]; :param begins => false; :param ends => false; :param window => null; :param bounded => false; :param negated => false
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
  j.sequences AS sequences
WITH person, number, place, part, [i IN range(0, size(at) - 1)
  WHERE at[i] >= $since AND at[i] < $until AND ($types IS NULL OR kinds[i] IN $types) AND ($channels IS NULL OR channels[i] IN $channels)
  | [kinds[i], at[i], coalesce(sequences[i], 0), channels[i]]] AS passed
ORDER BY person, place, part
WITH person, number, collect(passed) AS parts
WITH person, apoc.coll.flatten(parts) AS way
WHERE size(way) > 0
WITH person, reduce(s = {fits: false, tokens: []}, i IN range(0, size(way) - 1) | CASE WHEN s.fits THEN s ELSE
  [open IN [[q IN range(0, size($states) - 1)
    WHERE (coalesce(way[i][0] IN $states[q].types, true) AND coalesce(way[i][3] IN $states[q].channels, true)) <> $states[q].negated]] |
  [moved IN [reduce(all = [q IN open WHERE $states[q].first AND (NOT $begins OR i = 0) | [q, CASE WHEN $window IS NULL THEN 0 ELSE way[i][1] END, way[i][1], way[i][2], i]],
    token IN s.tokens | all + [move IN $states[token[0]].next
      WHERE move.to IN open
        AND CASE WHEN move.later THEN way[i][1] > token[2] OR (way[i][1] = token[2] AND way[i][2] > token[3]) ELSE token[4] = i - 1 END
        AND way[i][1] - token[2] >= coalesce(move.least, 0) AND way[i][1] - token[2] <= coalesce(move.most, way[i][1] - token[2])
        AND way[i][1] - token[1] <= coalesce($window, way[i][1] - token[1])
      | [move.to, token[1], way[i][1], way[i][2], i]])] |
  [tokens IN [apoc.coll.toSet(moved + [token IN s.tokens WHERE way[i][1] - token[1] <= coalesce($window, way[i][1] - token[1])
      AND any(move IN $states[token[0]].next WHERE move.later AND way[i][1] - token[2] <= coalesce(move.most, way[i][1] - token[2]))])] |
    {fits: any(token IN moved WHERE $states[token[0]].last AND (NOT $ends OR i = size(way) - 1)),
      tokens: [token IN tokens WHERE $bounded OR token[4] = i OR none(other IN tokens WHERE other[0] = token[0]
        AND other[1] >= token[1] AND (other[1] > token[1] OR other[4] < token[4])
        AND (other[2] < way[i][1] OR (other[2] = way[i][1] AND other[3] < way[i][2]) OR other[2] < token[2] OR (other[2] = token[2] AND other[3] <= token[3])))]}
  ][0]][0]][0] END).fits AS fits
WHERE fits <> $negated
RETURN person, count(*) AS times
ORDER BY person
