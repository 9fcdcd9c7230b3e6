// purpose  How far persons get in an ordered funnel: how many come to each depth and no further.
// mode     auto
// param    filter   MAP           the row of filter.cypher, for the types of the funnel
// param    shelves  LIST<LIST>    shelves of pages, each list a share of the work done side by side; [[0, 1], [2, 3]] is all
// param    steps    LIST<STRING>  the types of the funnel, in order
// param    window   INTEGER       microseconds from an attempt's first step to its last; null for any
// param    first    BOOLEAN       only the attempt that begins with the first touchpoint of the first type, else the best one
// return   depth    INTEGER       steps reached, from 1
// return   count    INTEGER       how many reached so many and no more
// note     Of every step the latest start of an attempt that came so far is kept: no other can do better. Touchpoints of equal time are not in order.
// browser  :param {filter: {since: 0, until: 4102444800000000, journeys: false, kept: ['0', '1'], paired: false, exact: false, everything: true, cut: '(?:![^!\u3000-\uD7FF]*+)++', partly: null, omitted: '[\"\u3000-\uD7FF]++', timed: '\"', letters: [['\u0080', '0']], revision: 1}, shelves: [[0, 1], [2, 3]], steps: ['page_view', 'purchase'], window: null, first: false}
OPTIONAL MATCH (a:Alphabet {name: 'steps'})
// For every step of the funnel the characters of its type, whatever the channel.
WITH [step IN $steps | head([i IN range(0, size(coalesce(a.types, [])) - 1) WHERE a.types[i] = step | a.typeCharacters[i]])] AS types
WITH [type IN types | apoc.text.join([each IN $filter.letters WHERE each[1] = type | each[0]], '')] AS wanted
UNWIND $shelves AS share
CALL (share, wanted) {
  MATCH (g:Page)
  WHERE g.shelf IN share AND g.last >= $filter.since AND g.first < $filter.until
  WITH wanted, apoc.text.replace('!' + apoc.text.join(collect(g.exact), '!') + '!', $filter.cut, '!') AS text
  WITH wanted, CASE WHEN $filter.exact THEN apoc.text.replace(text, $filter.partly, '') ELSE text END AS text
  WITH wanted, replace(apoc.text.replace(text, $filter.timed, ''), '"', '!') AS text
  // What comes before the first touchpoint of the first type is in no attempt; who never came to the second is at depth 1.
  WITH wanted, apoc.text.replace(text, '(?<=!)(?:[^!]{4}[^!' + wanted[0] + '])++', '') AS text
  WITH wanted, apoc.text.replace(text, '(?<=!)(?:[^!]{4}[^!' + wanted[1] + '])++(?![^!])', '.') AS text
  UNWIND split(text, '!') AS way
  WITH wanted, way
  WHERE way <> ''
  // A state: the time of the last hit, the starts before that time, and the starts now, for every step of the funnel.
  WITH CASE WHEN way = '.' THEN 1 ELSE size([each IN reduce(state = [null, [], [s IN wanted | null]],
    hit IN [i IN range(0, size(way) / 5 - 1) | [
      apoc.text.charAt(way, 5 * i) * 86400000000 + apoc.text.charAt(way, 5 * i + 1) * 67108864 + apoc.text.charAt(way, 5 * i + 2) * 8192
        + apoc.text.charAt(way, 5 * i + 3), substring(way, 5 * i + 4, 1)]] | [
      hit[0],
      CASE WHEN hit[0] = state[0] THEN state[1] ELSE state[2] END,
      [s IN range(0, size(wanted) - 1) | CASE
        WHEN NOT wanted[s] CONTAINS hit[1] THEN state[2][s]
        WHEN s = 0 THEN CASE WHEN $first THEN coalesce(state[2][0], hit[0]) ELSE hit[0] END
        WHEN hit[0] - CASE WHEN hit[0] = state[0] THEN state[1] ELSE state[2] END[s - 1] <= coalesce($window, hit[0])
          THEN CASE WHEN hit[0] = state[0] THEN state[1] ELSE state[2] END[s - 1]
        ELSE state[2][s]
      END]
    ])[2] WHERE each IS NOT NULL]) END AS depth
  RETURN depth, count(*) AS count
} IN 2 CONCURRENT TRANSACTIONS OF 1 ROW
RETURN depth, sum(count) AS count
ORDER BY depth
