// purpose  How far persons get in an ordered funnel: how many come to each depth and no further.
// mode     read
// param    steps     LIST<STRING>   the types of the funnel, in order
// param    window    INTEGER        microseconds from an attempt's first step to its last; null for any
// param    first     BOOLEAN        only the attempt that begins with the first touchpoint of the first type, else the best one
// param    since     INTEGER        leave out earlier touchpoints: epoch microseconds
// param    until     INTEGER        leave out touchpoints from this moment on: epoch microseconds
// param    channels  LIST<STRING>   leave out touchpoints in other channels; null keeps all
// param    journeys  BOOLEAN        count each journey of a person by itself, not the person's whole way
// param    shelves   LIST<INTEGER>  the pages of these shelves: several sessions may share the work; [0, 1, 2, 3] is all
// return   depth     INTEGER        steps reached, from 1
// return   count     INTEGER        how many reached so many and no more
// note     Of every step the latest start of an attempt that came so far is kept: no other can do better. Touchpoints of equal time are not in order.
// browser  :param {steps: ['page_view', 'purchase'], window: null, first: false, since: 0, until: 4102444800000000, channels: null, journeys: false, shelves: [0, 1, 2, 3]}
MATCH (a:Alphabet {name: 'steps'})
WITH $channels IS NOT NULL AS paired, [step IN $steps |
  CASE WHEN $channels IS NULL
    THEN [i IN range(0, size(a.types) - 1) WHERE a.types[i] = step | a.characters[i]]
    ELSE [i IN range(0, size(a.pairTypes) - 1) WHERE a.pairTypes[i] = step AND a.pairChannels[i] IN $channels | a.pairCharacters[i]]
  END] AS wanted
WITH paired, wanted, reduce(all = [], each IN wanted | all + each) AS characters, size(wanted) AS depth
MATCH (g:Page)
WHERE g.shelf IN $shelves AND g.last >= $since AND g.first < $until
WITH wanted, characters, depth, split(CASE WHEN paired THEN g.pairs ELSE g.types END, '!') AS texts, g.at AS at, g.starts AS starts
UNWIND range(0, size(texts) - 1) AS j
WITH wanted, characters, depth, texts[j] AS text, at, starts[j] AS start
WHERE any(each IN wanted[0] WHERE text CONTAINS each)
// With journeys each by itself, a text falls into them at the marks; of a person's whole way the marks are steps of no type.
WITH wanted, characters, depth, at, CASE WHEN $journeys THEN split(text, '"') ELSE [text] END AS ways, start
UNWIND range(0, size(ways) - 1) AS w
WITH wanted, characters, depth, at, split(ways[w], '') AS way, reduce(n = start, before IN ways[0..w] | n + size(before) + 1) AS start
WITH wanted, depth, [
    i IN range(0, size(way) - 1)
    WHERE way[i] IN characters AND at[start + i] >= $since AND at[start + i] < $until
    | [at[start + i], way[i]]
  ] AS hits
WHERE size(hits) > 0
// A state: the time of the last hit, the starts before that time, and the starts now, for every step of the funnel.
WITH reduce(state = [null, [], [s IN wanted | null]], hit IN hits | [
    hit[0],
    CASE WHEN hit[0] = state[0] THEN state[1] ELSE state[2] END,
    [s IN range(0, depth - 1) | CASE
      WHEN NOT hit[1] IN wanted[s] THEN state[2][s]
      WHEN s = 0 THEN CASE WHEN $first THEN coalesce(state[2][0], hit[0]) ELSE hit[0] END
      WHEN hit[0] - CASE WHEN hit[0] = state[0] THEN state[1] ELSE state[2] END[s - 1] <= coalesce($window, hit[0]) OR
        ($window IS NULL AND CASE WHEN hit[0] = state[0] THEN state[1] ELSE state[2] END[s - 1] IS NOT NULL)
        THEN CASE WHEN hit[0] = state[0] THEN state[1] ELSE state[2] END[s - 1]
      ELSE state[2][s]
    END]
  ]) AS state
WITH size([each IN state[2] WHERE each IS NOT NULL]) AS depth
WHERE depth > 0
RETURN depth, count(*) AS count
ORDER BY depth
