// purpose  How often a touchpoint of one type is followed by one of another, of those that pass the filters, over all persons.
// mode     read
// param    since     INTEGER        leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER        leave out touchpoints from this moment on: epoch microseconds
// param    types     LIST<STRING>   leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>   leave out touchpoints in other channels; null keeps all
// param    journeys  BOOLEAN        count each journey of a person by itself, not the person's whole way
// param    shelves   LIST<INTEGER>  the pages of these shelves: several sessions may share the work; [0, 1, 2, 3] is all
// return   from      STRING         type of the first
// return   to        STRING         type of the following
// return   count     INTEGER        how often
// note     On a page every touchpoint is a character (see app/journeys/pages.py); what the filters leave out is cut away before pairs are counted.
// browser  :param {since: 0, until: 4102444800000000, types: null, channels: null, journeys: false, shelves: [0, 1, 2, 3]}
CALL () {
  MATCH (a:Alphabet {name: 'steps'})
  WITH a, $channels IS NOT NULL AS paired
  WITH
    paired,
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
  WHERE g.shelf IN $shelves AND g.last >= $since AND g.first < $until
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
  // AB becomes A,AB,B: split at the commas it holds every pair, and what stands at an end by itself.
  WITH reduce(text = text, each IN kept | replace(text, each[0], each[1] + ',' + each[1])) AS text
  UNWIND split(text, ',') AS pair
  RETURN pair, count(*) AS count
}
WITH pair, count WHERE size(pair) = 2 AND NOT pair CONTAINS '!'
MATCH (a:Alphabet {name: 'steps'})
WITH count, left(pair, 1) AS first, right(pair, 1) AS second, a.types AS types, a.characters AS characters
RETURN
  head([i IN range(0, size(types) - 1) WHERE characters[i] = first | types[i]]) AS from,
  head([i IN range(0, size(types) - 1) WHERE characters[i] = second | types[i]]) AS to,
  count
ORDER BY count DESC, from, to
