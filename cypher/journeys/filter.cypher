// purpose  Filters as a regular expression over the texts of pages: it matches what is left out. Other statements take the row as `filter`.
// mode     read
// param    since      INTEGER       leave out earlier touchpoints: epoch microseconds
// param    until      INTEGER       leave out touchpoints from this moment on: epoch microseconds
// param    types      LIST<STRING>  leave out touchpoints of other types; null keeps all
// param    channels   LIST<STRING>  leave out touchpoints in other channels; null keeps all
// param    journeys   BOOLEAN       keep the marks between a person's journeys
// return   since      INTEGER       as given
// return   until      INTEGER       as given
// return   types      LIST<STRING>  as given
// return   channels   LIST<STRING>  as given
// return   journeys   BOOLEAN       as given
// return   kept       LIST<STRING>  characters of the types that pass
// return   paired     BOOLEAN       channels are looked at, so texts must have them
// return   exact      BOOLEAN       the window begins or ends within a day, so texts must have the time of day
// return   everything BOOLEAN       but for the window nothing is left out
// return   out        STRING        matches, in every text but `exact` read by itself, all that is left out
// return   timed      STRING        the same for `exact`: the steps that stay keep their day, time and channel
// return   revision   INTEGER       the revision of the graph
// note     What is later than the last day that has a character lies on that day, so a window that ends later has it whole.
// note     Characters: see app/journeys/pages.py. Days begin at 0x3000 with 1950, times of day are three characters of 13 bits from 0x800 on.
// browser  :param {since: 1735689600000000, until: 1767225600000000, types: null, channels: ['web'], journeys: false}
OPTIONAL MATCH (s:State {name: 'graph'})
WITH coalesce(s.revision, 0) AS revision
OPTIONAL MATCH (a:Alphabet {name: 'steps'})
WITH revision,
  [i IN range(0, size(coalesce(a.types, [])) - 1) WHERE $types IS NULL OR a.types[i] IN $types | a.typeCharacters[i]] AS kept,
  apoc.text.join([i IN range(0, size(coalesce(a.types, [])) - 1) WHERE NOT a.types[i] IN $types | a.typeCharacters[i]], '') AS dropped,
  apoc.text.join([i IN range(0, size(coalesce(a.channels, [])) - 1) WHERE NOT a.channels[i] IN $channels | a.channelCharacters[i]], '') AS closed,
  CASE WHEN $since < -631152000000000 THEN 0 WHEN $since > 2997648000000000 THEN 3628800000000000 ELSE $since + 631152000000000 END AS low,
  CASE WHEN $until < -631152000000000 THEN 0 WHEN $until > 2997648000000000 THEN 3628886400000000 ELSE $until + 631152000000000 END AS high
WITH revision, kept, dropped, closed,
  low / 86400000000 AS lowDay, low % 86400000000 AS lowRest, high / 86400000000 AS highDay, high % 86400000000 AS highRest
WITH *,
  // Times of the day on which the window begins that are too early, and of the day on which it ends that are too late.
  [lowRest / 67108864, lowRest / 8192 % 8192, lowRest % 8192] AS l, [highRest / 67108864, highRest / 8192 % 8192, highRest % 8192] AS h
WITH revision, kept, dropped, closed, lowRest > 0 OR highRest > 0 AS exact,
  // Days of which something may stay: whatever follows another day up to one of these is out at once.
  apoc.text.code(12288 + lowDay) + '-' + apoc.text.code(12288 + CASE WHEN highRest > 0 OR highDay <= lowDay THEN highDay ELSE highDay - 1 END) AS days,
  CASE WHEN lowRest = 0 THEN '' ELSE '|' + apoc.text.code(12288 + lowDay) + '(?=[\u07FF-' + apoc.text.code(2047 + l[0]) + ']|' + apoc.text.code(2048 + l[0])
    + '(?:[\u07FF-' + apoc.text.code(2047 + l[1]) + ']|' + apoc.text.code(2048 + l[1]) + '[\u07FF-' + apoc.text.code(2047 + l[2]) + ']))' END
  + CASE WHEN highRest = 0 THEN '' ELSE '|' + apoc.text.code(12288 + highDay) + '(?=[' + apoc.text.code(2049 + h[0]) + '-\u2800]|' + apoc.text.code(2048 + h[0])
    + '(?:[' + apoc.text.code(2049 + h[1]) + '-\u2800]|' + apoc.text.code(2048 + h[1]) + '[' + apoc.text.code(2048 + h[2]) + '-\u2800]))' END AS partly
WITH *, '(?:[\u3000-\uD7FF&&[^' + days + ']][^!"' + days + ']*+' + CASE WHEN partly = '' THEN '' ELSE '|(?:' + substring(partly, 1) + ')[^!"\u3000-\uD7FF]*+' END AS outside,
  CASE WHEN $journeys THEN '' ELSE '"' END AS mark, exact OR $channels IS NOT NULL AS pairs
RETURN $since AS since, $until AS until, $types AS types, $channels AS channels, $journeys AS journeys, kept, $channels IS NOT NULL AS paired, exact, dropped = '' AND closed = '' AS everything,
  outside + CASE WHEN pairs
    THEN CASE WHEN dropped = '' THEN '' ELSE '|(?:[' + dropped + '][\u00A1-\u07FE]' + CASE WHEN $channels IS NULL THEN '?+' ELSE '' END + ')++' END
      + CASE WHEN closed = '' THEN '' ELSE '|(?:[0-9A-Za-z\u2801-\u2FFF][' + closed + '])++' END
      + '|[' + mark + '\u00A1-\u07FE\u3000-\uD7FF]' + CASE WHEN exact THEN '[\u0800-\u27FF]*+' ELSE '' END
    // Only days within: a run over another day would take what follows it for a part of the day before.
    ELSE '|[' + mark + dropped + days + ']++'
  END + ')++' AS out,
  '(?s)' + outside + CASE WHEN dropped = '' THEN '' ELSE '|[\u3000-\uD7FF].{3}[' + dropped + '].' END
    + CASE WHEN closed = '' THEN '' ELSE '|[\u3000-\uD7FF].{4}[' + closed + ']' END + CASE WHEN $journeys THEN '' ELSE '|"' END + ')++' AS timed,
  revision
