// purpose  The journeys that credit is read from: of every person who did something in the time asked for, all that they did and what converted.
// mode     read
// param    from       INTEGER       leave out persons who did nothing later: epoch microseconds
// param    until      INTEGER       leave out persons who did nothing earlier: epoch microseconds
// param    segments   LIST<LIST>    only persons whose golden record has each of these, a trait and its value; [] for all
// param    standing   LIST<STRING>  only persons who are in one of these stages now; null for all
// return   person     STRING        the person
// return   anonymous  BOOLEAN       no record is known of the person
// return   parts      LIST<LIST>    number, part, at, steps, channels, creditAt, creditName, creditValue, unratedAt, unratedName, unratedValue, unratedCurrency, missingRate (of an earlier version) of each part of a journey, in order
// note     Windows, look-back and filters are applied by app/attribution/lives.py, models by app/attribution/models.py; persons judged to be no customers have no page.
// browser  :param from => 1735689600000000; :param until => 1767225600000000; :param segments => []; :param standing => null
MATCH (p:Person)-[:TOOK]->(j:Journey)
WHERE j.page IS NOT NULL
  AND all(each IN $segments WHERE toStringOrNull(p[each[0]]) = each[1])
  AND ($standing IS NULL OR EXISTS {
    MATCH (p)-[:TOOK]->(now:Journey)
    WHERE now.stage IN $standing AND NOT EXISTS {
      MATCH (p)-[:TOOK]->(later:Journey)
      WHERE later.number > now.number OR (later.number = now.number AND later.part > now.part)
    }
  })
WITH p, j
ORDER BY p.id, j.number, j.part
WITH p, collect(j) AS journeys
WHERE any(j IN journeys WHERE j.last >= $from AND j.first < $until)
RETURN
  p.id AS person,
  coalesce(p.anonymous, false) AS anonymous,
  [j IN journeys | [j.number, j.part, j.at, j.steps, j.channels, j.creditAt, j.creditName, j.creditValue,
    j.unratedAt, j.unratedName, j.unratedValue, j.unratedCurrency, j.missingRate]] AS parts
