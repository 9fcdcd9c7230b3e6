// purpose  The most frequent paths of types, of touchpoints that pass the filters, over all persons, and how many there are in all.
// mode     auto
// param    filter    MAP           the row of filter.cypher
// param    shelves   LIST<LIST>    shelves of pages, each list a share of the work done side by side; [[0, 1], [2, 3]] is all
// param    collapse  BOOLEAN       a type that comes several times in a row counts as one step
// param    steps     INTEGER       steps of a path at most; what follows is not told apart
// param    skip      INTEGER       paths seen already
// param    limit     INTEGER       paths at most
// return   path      LIST<STRING>  the types in order
// return   count     INTEGER       how many take it
// return   total     INTEGER       how many take any
// return   paths     INTEGER       how many different paths there are
// note     On a page every touchpoint is a character (see app/journeys/pages.py); what the filters leave out is cut away before paths are counted.
// browser  :param filter => {since: 0, until: 4102444800000000, journeys: false, kept: ['0', '1'], paired: false, exact: false, everything: true, cut: '(?:![^!\u3000-\uD7FF]*+)++', partly: null, omitted: '[\"\u3000-\uD7FF]++', timed: '\"', letters: [['\u0080', '0']], revision: 1}; :param shelves => [[0, 1], [2, 3]]; :param collapse => false; :param steps => 10; :param skip => 0; :param limit => 20
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
  // AA becomes A, where runs count as one step; then what follows the last step that is told apart goes.
  WITH CASE WHEN $collapse THEN apoc.text.replace(text, '([^!])\\1++', '$1') ELSE text END AS text
  RETURN apoc.text.replace(text, '!([^!]{' + toString($steps) + '})[^!]++', '!$1') AS text
} IN 2 CONCURRENT TRANSACTIONS OF 1 ROW
WITH [way IN split(apoc.text.join(collect(text), '!'), '!') WHERE way <> ''] AS taken
WITH size(taken) AS total, apoc.coll.frequenciesAsMap(taken) AS found
WITH total, found, keys(found) AS ways
WITH total, found, ways, size(ways) AS paths
UNWIND ways AS way
WITH way, found[way] AS count, total, paths
ORDER BY count DESC, size(way), way SKIP $skip LIMIT $limit
MATCH (a:Alphabet {name: 'steps'})
RETURN [c IN split(way, '') | head([i IN range(0, size(a.types) - 1) WHERE a.typeCharacters[i] = c | a.types[i]])] AS path, count, total, paths
