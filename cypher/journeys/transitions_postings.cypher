// purpose  How often a touchpoint of one type is followed by one of another, where few pass the filters, from the postings of those that do. The same answer as transitions.cypher gives.
// mode     auto
// param    types     LIST<STRING>  leave out touchpoints of other types; null keeps all
// param    channels  LIST<STRING>  leave out touchpoints in other channels; null keeps all
// param    begin     INTEGER       the week (of seven days from 1 January 1950 on) in which the window begins
// param    end       INTEGER       the week in which it ends
// param    edges     LIST<INTEGER> those of the two of which only some days are in the window
// param    days      STRING        the characters of the first and the last day in the window, with a hyphen between
// param    most      INTEGER       touchpoints up to which an answer is given; when more pass, the pages answer sooner
// param    form      INTEGER       the form in which postings are written now
// param    shelves   LIST<INTEGER> shelves of postings, looked at side by side; [0, 1] is all
// return   from      STRING        type of the first; null where nothing follows anything
// return   to        STRING        type of the following
// return   count     INTEGER       how often
// return   revision  INTEGER       the revision of the graph
// note     No row at all: more than `most` pass, or postings are not filed in this form; ask transitions.cypher. How an entry is written is told in app/journeys/postings.py.
// browser  :param types => ['page_view', 'purchase']; :param channels => ['web']; :param begin => 0; :param end => 6000; :param edges => []; :param days => '\u3000-\uD410'; :param most => 60000; :param form => 3; :param shelves => [0, 1]
OPTIONAL MATCH (s:State {name: 'graph'})
WITH coalesce(s.revision, 0) AS revision
MATCH (a:Alphabet {name: 'steps', form: $form})
WITH revision, [i IN range(0, size(a.pairTypes) - 1)
  WHERE ($types IS NULL OR a.pairTypes[i] IN $types) AND ($channels IS NULL OR a.pairChannels[i] IN $channels) | a.pairCharacters[i]] AS pairs
UNWIND $shelves AS shelf
CALL (shelf, pairs) {
  UNWIND pairs AS pair
  MATCH (l:Posting {pair: pair, shelf: shelf})
  WHERE l.week >= $begin AND l.week <= $end
  WITH collect(l) AS lists, sum(l.count) AS many
  WITH CASE WHEN many <= $most / size($shelves) THEN lists END AS lists
  // Of the first and the last week only some days pass.
  WITH lists, apoc.text.join([l IN lists WHERE NOT l.week IN $edges | l.text], '') AS inside, apoc.text.join([l IN lists WHERE l.week IN $edges | l.text], '') AS across
  WITH lists, inside + CASE WHEN across = '' THEN '' ELSE apoc.text.replace(across, '(?s)((?:....[' + $days + '].....!)*+)(?:....[^' + $days + '].....!)*+', '$1') END AS text
  // By person and time; of each touchpoint its type is left, and that of the one that follows it.
  WITH lists, apoc.text.join(apoc.coll.sort(split(text, '!')), '!') + '!' AS text
  WITH lists, apoc.text.replace(text, '(?s)(....).....(.)!(?=\\1.....(.))?+', '$2$3!') AS text
  WITH lists, apoc.coll.frequenciesAsMap(split(text, '!')) AS found
  RETURN CASE WHEN lists IS NOT NULL THEN [pair IN keys(found) WHERE size(pair) = 2 | [pair, found[pair]]] END AS counted
} IN 2 CONCURRENT TRANSACTIONS OF 1 ROW
WITH revision, collect(counted) AS counted
WHERE size(counted) = size($shelves)
WITH revision, apoc.coll.flatten(counted) AS counted
UNWIND CASE counted WHEN [] THEN [[null, 0]] ELSE counted END AS each
WITH revision, each[0] AS pair, sum(each[1]) AS count
MATCH (a:Alphabet {name: 'steps'})
// Where a character stands among them all, so does its type.
WITH revision, count, pair, a.types AS types, apoc.text.join(a.typeCharacters, '') AS characters
RETURN types[size(split(characters, left(pair, 1))[0])] AS from, types[size(split(characters, right(pair, 1))[0])] AS to, count, revision
ORDER BY count DESC, from, to
