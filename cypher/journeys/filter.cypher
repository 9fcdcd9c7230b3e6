// purpose  Filters as regular expressions over the texts of pages: they match what is left out. Other statements take the row as `filter`.
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
// return   paired     BOOLEAN       channels or times of day are looked at, so texts have pairs
// return   exact      BOOLEAN       the window begins or ends within a day, so texts must have the time of day
// return   everything BOOLEAN       but for the window nothing is left out
// return   cut        STRING        in texts with days that begin and end with `!`, matches what persons did before or after the days of the window; to be replaced by `!`
// return   partly     STRING        in `exact`, matches the steps of the first and the last of these days that are too early or too late
// return   omitted    STRING        in all texts, matches all but the types or pairs that pass, and what stands between persons or journeys
// return   timed      STRING        in `exact`, matches the steps that do not pass, with their days and times
// return   letters    LIST<LIST>    of each pair that passes its character, and that of its type
// return   rough      BOOLEAN       some page does not tell every moment and order of what lies on it now: it is Rough, or of an earlier form, or waits to be gathered again
// return   revision   INTEGER       the revision of the graph
// note     What is later than the last day that has a character lies on that day, so a window that ends later has it whole.
// note     Characters: see app/journeys/pages.py. Days begin at 0x3000 with 1950, times of day are three characters from 0x800 on: two of 13 bits, and one of 1365 microseconds with 6 places in the order of each.
// browser  :param since => 1735689600000000; :param until => 1767225600000000; :param types => null; :param channels => ['web']; :param journeys => false
OPTIONAL MATCH (s:State {name: 'graph'})
WITH coalesce(s.revision, 0) AS revision
OPTIONAL MATCH (a:Alphabet {name: 'steps'})
WITH revision, a IS NOT NULL AND coalesce(a.form, 1) <> 3 AS former,
  [i IN range(0, size(coalesce(a.types, [])) - 1) WHERE $types IS NULL OR a.types[i] IN $types | a.typeCharacters[i]] AS kept,
  [i IN range(0, size(coalesce(a.pairTypes, [])) - 1)
    WHERE ($types IS NULL OR a.pairTypes[i] IN $types) AND ($channels IS NULL OR a.pairChannels[i] IN $channels)
    | [a.pairCharacters[i], head([t IN range(0, size(a.types) - 1) WHERE a.types[t] = a.pairTypes[i] | a.typeCharacters[t]])]] AS letters,
  size(coalesce(a.types, [])) AS known, size(coalesce(a.pairTypes, [])) AS knownPairs,
  CASE WHEN $since < -631152000000000 THEN 0 WHEN $since > 2997648000000000 THEN 3628800000000000 ELSE $since + 631152000000000 END AS low,
  CASE WHEN $until < -631152000000000 THEN 0 WHEN $until > 2997648000000000 THEN 3628886400000000 ELSE $until + 631152000000000 END AS high
WITH revision, former, kept, letters, size(kept) = known AND size(letters) = knownPairs AS everything,
  low / 86400000000 AS lowDay, low % 86400000000 AS lowRest, high / 86400000000 AS highDay, high % 86400000000 AS highRest
WITH *, lowRest > 0 OR highRest > 0 AS exact,
  // The last day of which something may stay; where that would be before the first, the first, of which then nothing passes.
  CASE WHEN highRest > 0 OR highDay <= lowDay THEN highDay ELSE highDay - 1 END AS lastDay,
  // Times of the day on which the window begins that are too early, and of the day on which it ends that are too late.
  [lowRest / 11182080, lowRest / 1365 % 8192, lowRest % 1365 * 6] AS l, [highRest / 11182080, highRest / 1365 % 8192, highRest % 1365 * 6] AS h
WITH *, exact OR $channels IS NOT NULL AS paired, CASE WHEN $journeys THEN '!"' ELSE '!' END AS marks
RETURN $since AS since, $until AS until, $types AS types, $channels AS channels, $journeys AS journeys, kept, paired, exact, everything,
  // Steps are in the order of time: what is too late goes on to the end of a person, what is too early begins there and goes on to the first day of the window.
  CASE WHEN lastDay < 42000 THEN '(?:[' + apoc.text.code(12289 + lastDay) + '-\uD7FF][^!]*+)?+' ELSE '' END
    + '(?:![^!' + apoc.text.code(12288 + lowDay) + '-' + apoc.text.code(12288 + lastDay) + ']*+)++' AS cut,
  CASE WHEN exact THEN
    '(?:(?:' + apoc.text.join(
      CASE WHEN lowRest = 0 THEN [] ELSE [apoc.text.code(12288 + lowDay) + '(?=[\u07FF-' + apoc.text.code(2047 + l[0]) + ']|' + apoc.text.code(2048 + l[0])
        + '(?:[\u07FF-' + apoc.text.code(2047 + l[1]) + ']|' + apoc.text.code(2048 + l[1]) + '[\u07FF-' + apoc.text.code(2047 + l[2]) + ']))'] END
      + CASE WHEN highRest = 0 THEN [] ELSE [apoc.text.code(12288 + highDay) + '(?=[' + apoc.text.code(2049 + h[0]) + '-\u2800]|' + apoc.text.code(2048 + h[0])
        + '(?:[' + apoc.text.code(2049 + h[1]) + '-\u2800]|' + apoc.text.code(2048 + h[1]) + '[' + apoc.text.code(2048 + h[2]) + '-\u2800]))'] END, '|')
    + ')[^!"\u3000-\uD7FF]*+)++'
  END AS partly,
  CASE WHEN everything AND $journeys THEN '[\u0800-\u27FF\u3000-\uD7FF]++' WHEN everything THEN '["\u0800-\u27FF\u3000-\uD7FF]++'
    ELSE '[^' + marks + CASE WHEN paired THEN apoc.text.join([each IN letters | each[0]], '') ELSE apoc.text.join(kept, '') END + ']++'
  END AS omitted,
  '(?:[\u3000-\uD7FF][\u0800-\u27FF]{3}[^!' + apoc.text.join([each IN letters | each[0]], '') + '])++' + CASE WHEN $journeys THEN '' ELSE '|"' END AS timed,
  letters, former OR EXISTS { (:Rough) } OR EXISTS { (g:Stale) WHERE g:Page } AS rough, revision
