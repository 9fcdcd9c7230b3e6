// purpose  The same touchpoints as journeys.cypher, each with the identifiers that carried it, as if nobody had been recognised twice.
// mode     read
// param    from      INTEGER       leave out persons who did nothing later: epoch microseconds
// param    until     INTEGER       leave out persons who did nothing earlier: epoch microseconds
// param    segments  LIST<LIST>    only touchpoints of persons whose golden record has each of these, a trait and its value; [] for all
// param    standing  LIST<STRING>  only touchpoints of persons who are in one of these stages now; null for all
// return   id        STRING        the touchpoint
// return   at        INTEGER       when, in epoch microseconds
// return   sequence  INTEGER       its place among those of equal time
// return   type      STRING        its type
// return   channel   STRING        its channel
// return   value     FLOAT         its value, or null
// return   currency  STRING        of the value
// return   actors    LIST<LIST>    namespace and key of every identifier that did it
// note     app/attribution/identity.py gives each to the identifier of the highest priority, and makes journeys of them by the rules of app/journeys.
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
WITH p, collect(j) AS journeys
WHERE any(j IN journeys WHERE j.last >= $from AND j.first < $until)
UNWIND journeys AS j
UNWIND j.touchpoints AS id
MATCH (t:Touchpoint {id: id})
RETURN
  id,
  t.at.epochMillis * 1000 + t.at.microsecond % 1000 AS at,
  coalesce(t.sequence, 0) AS sequence,
  coalesce(t.type, '') AS type,
  coalesce(t.channel, '') AS channel,
  t.value AS value,
  t.currency AS currency,
  [(t)-[c:CARRIED]->(i:Identifier) WHERE c.role = 'actor' | [i.namespace, i.key]] AS actors
