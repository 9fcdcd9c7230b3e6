// purpose  The most frequent paths of types, of touchpoints that pass the filters, over all persons, and how many there are in all.
// mode     auto
// param    since     INTEGER        leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER        leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>   leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>   leave out touchpoints in other channels; null keeps all
// param    journeys  BOOLEAN        count each journey of a person by itself, not the person's whole way
// param    shelves   LIST<LIST>     shelves of pages, each list a share of the work done side by side; [[0, 1], [2, 3]] is all
// param    collapse  BOOLEAN        a type that comes several times in a row counts as one step
// param    steps     INTEGER        steps of a path at most; what follows is not told apart
// param    skip      INTEGER        paths seen already
// param    limit     INTEGER        paths at most
// return   path      LIST<STRING>   the types in order
// return   count     INTEGER        how many take it
// return   total     INTEGER        how many take any
// return   paths     INTEGER        how many different paths there are
// note     On a page every touchpoint is a character (see app/journeys/pages.py); what the filters leave out is cut away before paths are counted.
// browser  :param {since: 0, until: 4102444800000000, types: null, channels: null, journeys: false, shelves: [[0, 1], [2, 3]], collapse: false, steps: 10, skip: 0, limit: 20}
UNWIND $shelves AS share
CALL (share) {
  MATCH (a:Alphabet {name: 'steps'})
  WITH a, share, $channels IS NOT NULL AS paired
  WITH
    share, paired,
    CASE WHEN paired
      THEN [i IN range(0, size(a.pairTypes) - 1)
        WHERE NOT (a.pairChannels[i] IN $channels AND ($types IS NULL OR a.pairTypes[i] IN $types)) | a.pairCharacters[i]]
      ELSE [i IN range(0, size(a.types) - 1) WHERE NOT ($types IS NULL OR a.types[i] IN $types) | a.characters[i]]
    END AS dropped,
    CASE WHEN paired
      THEN [i IN range(0, size(a.pairTypes) - 1)
        WHERE a.pairChannels[i] IN $channels AND ($types IS NULL OR a.pairTypes[i] IN $types)
        | [a.pairCharacters[i], head([k IN range(0, size(a.types) - 1) WHERE a.types[k] = a.pairTypes[i] | a.characters[k]])]]
      ELSE [i IN range(0, size(a.types) - 1) WHERE $types IS NULL OR a.types[i] IN $types | [a.characters[i], a.characters[i]]]
    END AS kept
  // Of each page that the window touches: its text, and what is needed to cut it where the window ends within it.
  MATCH (g:Page)
  WHERE g.shelf IN share AND g.last >= $since AND g.first < $until
  WITH
    g, dropped, kept, CASE WHEN paired THEN g.pairs ELSE g.types END AS text,
    CASE WHEN g.first < $since THEN ($since - g.origin) / g.unit END AS low,
    CASE WHEN g.last >= $until THEN ($until - g.origin) / g.unit END AS high
  WITH
    dropped, kept, text, low, high, toString($since + 5000000000000000000) AS since, toString($until + 5000000000000000000) AS until,
    CASE WHEN low IS NOT NULL THEN g['before' + toString(low)] END AS lowBefore,
    CASE WHEN low IS NOT NULL THEN g['offsets' + toString(low)] END AS lowOffsets,
    CASE WHEN low IS NOT NULL THEN g['at' + toString(low)] END AS lowAt,
    CASE WHEN high IS NOT NULL THEN g['before' + toString(high)] END AS highBefore,
    CASE WHEN high IS NOT NULL THEN g['offsets' + toString(high)] END AS highOffsets,
    CASE WHEN high IS NOT NULL THEN g['at' + toString(high)] END AS highAt
  // How many characters of each person lie before the window, and before its end; only within one unit are times looked at.
  WITH
    dropped, kept, text,
    CASE WHEN low IS NOT NULL THEN [j IN range(0, size(lowBefore) - 1) |
      CASE WHEN lowOffsets[j] = lowOffsets[j + 1] THEN lowBefore[j]
        ELSE lowBefore[j] + size([t IN lowAt[lowOffsets[j]..lowOffsets[j + 1]] WHERE t < since])
      END] END AS lows,
    CASE WHEN high IS NOT NULL THEN [j IN range(0, size(highBefore) - 1) |
      CASE WHEN highOffsets[j] = highOffsets[j + 1] THEN highBefore[j]
        ELSE highBefore[j] + size([t IN highAt[highOffsets[j]..highOffsets[j + 1]] WHERE t < until])
      END] END AS highs
  WITH dropped, kept, text, lows, highs, CASE WHEN lows IS NOT NULL OR highs IS NOT NULL THEN split(text, '!') END AS texts
  WITH
    dropped, kept,
    CASE
      WHEN texts IS NULL THEN [text]
      WHEN highs IS NULL THEN [j IN range(0, size(texts) - 1) | substring(texts[j], lows[j])]
      WHEN lows IS NULL THEN [j IN range(0, size(texts) - 1) WHERE highs[j] > 0 | left(texts[j], highs[j])]
      ELSE [j IN range(0, size(texts) - 1) WHERE highs[j] > lows[j] | substring(texts[j], lows[j], highs[j] - lows[j])]
    END AS texts
  // Joined in two rounds, because a text that grows by one person at a time is copied for each.
  WITH dropped, kept, reduce(whole = '!', k IN range(0, size(texts) - 1, 24) |
    whole + reduce(some = '', each IN texts[k..k + 24] | some + each + '!')) AS text
  WITH kept, reduce(text = replace(text, '"', CASE WHEN $journeys THEN '!' ELSE '' END), each IN dropped | replace(text, each, '')) AS text
  WITH kept, reduce(text = text, each IN ['!!!!!!!!', '!!!!', '!!', '!!'] | replace(text, each, '!')) AS text
  WITH reduce(text = text, each IN kept | replace(text, each[0], each[1])) AS text, [each IN kept | each[1]] AS kept
  // AA becomes A, as often as the longest run can need.
  WITH reduce(text = text, each IN CASE WHEN $collapse THEN kept ELSE [] END |
    reduce(same = text, k IN range(1, 20) | replace(same, each + each, each))) AS text
  UNWIND split(text, '!') AS way
  WITH way WHERE way <> ''
  RETURN left(way, $steps) AS path, count(*) AS some
} IN 2 CONCURRENT TRANSACTIONS OF 1 ROW
WITH path, sum(some) AS count
WITH collect([path, count]) AS ways
WITH ways, size(ways) AS paths, reduce(n = 0, way IN ways | n + way[1]) AS total
UNWIND ways AS way
WITH way[0] AS path, way[1] AS count, total, paths
ORDER BY count DESC, size(path), path SKIP $skip LIMIT $limit
MATCH (a:Alphabet {name: 'steps'})
RETURN
  [c IN split(path, '') | head([i IN range(0, size(a.types) - 1) WHERE a.characters[i] = c | a.types[i]])] AS path,
  count, total, paths
