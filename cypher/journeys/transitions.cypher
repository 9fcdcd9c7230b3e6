// purpose  How often a touchpoint of one type is followed by one of another, of those that pass the filters, over all persons.
// mode     auto
// param    filter    MAP         the row of filter.cypher
// param    shelves   LIST<LIST>  shelves of pages, each list a share of the work done side by side; [[0, 1], [2, 3]] is all
// return   from      STRING      type of the first
// return   to        STRING      type of the following
// return   count     INTEGER     how often
// note     On a page every touchpoint is a character (see app/journeys/pages.py); what the filters leave out is cut away before pairs are counted.
// browser  :param filter => {since: 0, until: 4102444800000000, journeys: false, kept: ['0', '1'], paired: false, exact: false, everything: true, cut: '(?:![^!\u3000-\uD7FF]*+)++', partly: null, omitted: '[\"\u3000-\uD7FF]++', timed: '\"', letters: [['\u0080', '0']], revision: 1}; :param shelves => [[0, 1], [2, 3]]
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
  // AB becomes A,AB,B: split at the commas it holds every pair, and what stands at an end by itself.
  WITH split(reduce(text = text, each IN $filter.kept | replace(text, each, each + ',' + each)), ',') AS pairs
  WITH apoc.coll.frequenciesAsMap(pairs) AS found
  // One row: a row of many would each be held to carry all that it was made of.
  RETURN [pair IN keys(found) WHERE size(pair) = 2 AND NOT pair CONTAINS '!' | [pair, found[pair]]] AS counted
} IN 2 CONCURRENT TRANSACTIONS OF 1 ROW
UNWIND counted AS each
WITH each[0] AS pair, sum(each[1]) AS count
MATCH (a:Alphabet {name: 'steps'})
// Where a character stands among them all, so does its type.
WITH count, pair, a.types AS types, apoc.text.join(a.typeCharacters, '') AS characters
RETURN types[size(split(characters, left(pair, 1))[0])] AS from, types[size(split(characters, right(pair, 1))[0])] AS to, count
ORDER BY count DESC, from, to
