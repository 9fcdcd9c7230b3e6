// purpose  How far persons get in an ordered funnel: how many come to each depth and no further.
// mode     auto
// param    filter   MAP           the row of filter.cypher, for the types of the funnel
// param    shelves  LIST<LIST>    shelves of pages, each list a share of the work done side by side; [[0, 1], [2, 3]] is all
// param    steps    LIST<STRING>  the types of the funnel, in order
// param    window   INTEGER       microseconds from an attempt's first step to its last; null for any
// param    first    BOOLEAN       only the attempt that begins with the first touchpoint of the first type, else the best one
// return   depth    INTEGER       steps reached, from 1
// return   count    INTEGER       how many reached so many and no more
// note     Of every step the latest deadline of an attempt that came so far is kept: no other can do better. Touchpoints of equal time are not in order.
// note     A time is its four characters of the page (see app/journeys/pages.py), which compare as times do.
// browser  :param filter => {since: 0, until: 4102444800000000, journeys: false, kept: ['0', '1'], paired: false, exact: false, everything: true, cut: '(?:![^!\u3000-\uD7FF]*+)++', partly: null, omitted: '[\"\u3000-\uD7FF]++', timed: '\"', letters: [['\u0080', '0']], revision: 1}; :param shelves => [[0, 1], [2, 3]]; :param steps => ['page_view', 'purchase']; :param window => null; :param first => false
OPTIONAL MATCH (a:Alphabet {name: 'steps'})
// For every step of the funnel the characters of its type, whatever the channel.
WITH [step IN $steps | head([i IN range(0, size(coalesce(a.types, [])) - 1) WHERE a.types[i] = step | a.typeCharacters[i]])] AS types
WITH [type IN types | apoc.text.join([each IN $filter.letters WHERE each[1] = type | each[0]], '')] AS wanted
// Nobody gets to a step whose type does not pass the filters, or beyond it.
WITH wanted[..head([s IN range(0, size(wanted) - 1) WHERE wanted[s] = ''] + [size(wanted)])] AS wanted
WHERE wanted <> []
UNWIND $shelves AS share
CALL (share, wanted) {
  MATCH (g:Page)
  WHERE g.shelf IN share AND g.last >= $filter.since AND g.first < $filter.until
  WITH wanted, CASE WHEN g.first >= $filter.since AND g.last < $filter.until THEN [g.exact, null] ELSE [null, g.exact] END AS text
  WITH wanted, '!' + apoc.text.join(collect(text[0]), '!') + '!' AS inside,
    apoc.text.replace('!' + apoc.text.join(collect(text[1]), '!') + '!', $filter.cut, '!') AS across
  WITH wanted, inside + CASE WHEN $filter.exact THEN apoc.text.replace(across, $filter.partly, '') ELSE across END AS text
  WITH wanted, replace(text, '"', CASE WHEN $filter.journeys THEN '!' ELSE '' END) AS text
  // In one pass: whoever never came to the first step, what others did before it, and later touchpoints of no step.
  WITH wanted, apoc.text.replace(text,
    '(!)(?:(?:[^!]{4}[^!' + wanted[0] + '])*+!)*+(?:[^!]{4}[^!' + wanted[0] + '])*+|(?:[\u3000-\uD7FF][^!]{3}[^!' + apoc.text.join(wanted, '') + '])++', '$1') AS text
  // Who never came to the second is at depth 1.
  WITH wanted, apoc.text.replace(text, '!(?:[^!]{4}[^!' + coalesce(wanted[1], '') + '])++(?![^!])', '!.') AS text
  UNWIND split(text, '!') AS way
  WITH wanted, way
  WHERE way <> ''
  // A state: the time of the last hit, the deadlines before that time, and the deadlines now, for every step of the funnel.
  WITH CASE WHEN way = '.' THEN 1 ELSE size([each IN reduce(state = ['', [], [s IN wanted | '']],
    hit IN [i IN range(0, size(way) - 5, 5) | [substring(way, i, 4), substring(way, i + 4, 1)]] | [
      hit[0],
      CASE WHEN hit[0] = state[0] THEN state[1] ELSE state[2] END,
      [s IN range(0, size(wanted) - 1) | CASE
        WHEN NOT wanted[s] CONTAINS hit[1] THEN state[2][s]
        WHEN s = 0 THEN CASE
          WHEN $first AND state[2][0] <> '' THEN state[2][0]
          WHEN $window IS NULL THEN '\uD7FF'
          ELSE head([late IN [(apoc.text.charAt(hit[0], 0) - 12288) * 86400000000 + (apoc.text.charAt(hit[0], 1) - 2048) * 67108864
              + (apoc.text.charAt(hit[0], 2) - 2048) * 8192 + apoc.text.charAt(hit[0], 3) - 2048 + $window]
            | CASE WHEN late >= 3715804800000000 THEN '\uD7FF' ELSE apoc.text.code(12288 + late / 86400000000)
              + apoc.text.code(2048 + late % 86400000000 / 67108864) + apoc.text.code(2048 + late % 86400000000 / 8192 % 8192)
              + apoc.text.code(2048 + late % 86400000000 % 8192) END])
        END
        WHEN CASE WHEN hit[0] = state[0] THEN state[1] ELSE state[2] END[s - 1] >= hit[0]
          THEN CASE WHEN hit[0] = state[0] THEN state[1] ELSE state[2] END[s - 1]
        ELSE state[2][s]
      END]
    ])[2] WHERE each <> '']) END AS depth
  RETURN depth, count(*) AS count
} IN 2 CONCURRENT TRANSACTIONS OF 1 ROW
RETURN depth, sum(count) AS count
ORDER BY depth
