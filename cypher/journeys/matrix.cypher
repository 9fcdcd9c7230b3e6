// purpose  How many have a touchpoint of each type as their first step, second step and so on, of touchpoints that pass the filters.
// mode     auto
// param    filter    MAP         the row of filter.cypher
// param    shelves   LIST<LIST>  shelves of pages, each list a share of the work done side by side; [[0, 1], [2, 3]] is all
// param    collapse  BOOLEAN     a type that comes several times in a row counts as one step
// param    steps     INTEGER     how many steps
// return   step      INTEGER     the number of the step, from 1
// return   type      STRING      its type; null: those who had no such step any more
// return   count     INTEGER     how many
// note     On a page every touchpoint is a character (see app/journeys/pages.py); what the filters leave out is cut away before steps are counted.
// browser  :param filter => {since: 0, until: 4102444800000000, journeys: false, kept: ['0', '1'], paired: false, exact: false, everything: true, cut: '(?:![^!\u3000-\uD7FF]*+)++', partly: null, omitted: '[\"\u3000-\uD7FF]++', timed: '\"', letters: [['\u0080', '0']], revision: 1}; :param shelves => [[0, 1], [2, 3]]; :param collapse => false; :param steps => 10
UNWIND $shelves AS share
CALL (share) {
  MATCH (g:Page)
  WHERE g.shelf IN share AND g.last >= $filter.since AND g.first < $filter.until
  WITH CASE WHEN g.first >= $filter.since AND g.last < $filter.until
    THEN [CASE WHEN $filter.paired THEN g.pairs ELSE g.types END, null]
    ELSE [null, CASE WHEN $filter.exact THEN g.exact WHEN $filter.paired THEN g.dayPairs ELSE g.days END]
  END AS text
  WITH apoc.text.join(collect(text[0]), '!') AS inside, '!' + apoc.text.join(collect(text[1]), '!') + '!' AS across
  WITH
    CASE WHEN NOT $filter.everything THEN apoc.text.replace(inside, $filter.omitted, '')
      WHEN $filter.journeys THEN inside ELSE replace(inside, '"', '') END AS inside,
    apoc.text.replace(across, $filter.cut, '!') AS across
  WITH inside, CASE WHEN $filter.exact THEN apoc.text.replace(across, $filter.partly, '') ELSE across END AS across
  WITH inside + apoc.text.replace(across, $filter.omitted, '') AS text
  WITH CASE WHEN $filter.paired THEN reduce(text = text, each IN $filter.letters | replace(text, each[0], each[1])) ELSE text END AS text
  WITH '!' + replace(text, '"', '!') AS text
  // AA becomes A, where runs count as one step.
  WITH CASE WHEN $collapse THEN apoc.text.replace(text, '([^!])\\1++', '$1') ELSE text END AS text
  WITH [way IN split(text, '!') WHERE way <> ''] AS ways
  // One row: a row of many would each be held to carry all that it was made of.
  RETURN [i IN range(0, $steps - 1) | apoc.coll.frequenciesAsMap([way IN ways | substring(way, i, 1)])] AS found
} IN 2 CONCURRENT TRANSACTIONS OF 1 ROW
UNWIND range(0, $steps - 1) AS i
UNWIND keys(found[i]) AS character
WITH i + 1 AS step, character, sum(found[i][character]) AS count
OPTIONAL MATCH (a:Alphabet {name: 'steps'})
RETURN step, head([i IN range(0, size(a.types) - 1) WHERE a.typeCharacters[i] = character | a.types[i]]) AS type, count
ORDER BY step, count DESC, type
