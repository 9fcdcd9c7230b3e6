// purpose  Top paths where few touchpoints pass the filters, from the postings of those that do, put in order. The same answer as paths.cypher gives.
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
// param    steps     INTEGER       a path ends after so many steps
// param    collapse  BOOLEAN       a type that comes several times in a row counts as one step
// param    skip      INTEGER       this many of the most frequent have been seen
// param    limit     INTEGER       how many paths
// return   path      LIST<STRING>  the types of touchpoint, in order; null where nothing passes
// return   count     INTEGER       how many took it
// return   total     INTEGER       how many have any touchpoint that passes
// return   paths     INTEGER       how many different paths there are
// return   revision  INTEGER       the revision of the graph
// note     No row at all: more than `most` pass, or postings are not filed in this form; ask paths.cypher. How an entry is written is told in app/journeys/postings.py.
// browser  :param types => ['page_view', 'purchase']; :param channels => ['web']; :param begin => 0; :param end => 6000; :param edges => []; :param days => '\u3000-\uD410'; :param most => 60000; :param form => 3; :param shelves => [0, 1]; :param steps => 10; :param collapse => false; :param skip => 0; :param limit => 20
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
  // By person and time; of each touchpoint its type is left, and between persons a mark.
  WITH lists, apoc.text.join(apoc.coll.sort(split(text, '!')), '!') + '!' AS text
  WITH lists, apoc.text.replace(text, '(?s)(....).....(.)(?:!(?=\\1)|(!))', '$2$3') AS text
  // AA becomes A, where runs count as one step; then what follows the last step that is told apart goes.
  WITH lists, CASE WHEN $collapse THEN apoc.text.replace(text, '([^!])\\1++', '$1') ELSE text END AS text
  WITH lists, apoc.text.replace(text, '!([^!]{' + toString($steps) + '})[^!]++', '!$1') AS text
  WITH lists, CASE text WHEN '!' THEN [] ELSE split(substring(text, 1, size(text) - 2), '!') END AS taken
  RETURN CASE WHEN lists IS NOT NULL THEN {total: size(taken), counts: apoc.coll.frequenciesAsMap(taken)} END AS found
} IN 2 CONCURRENT TRANSACTIONS OF 1 ROW
WITH revision, collect(found) AS found
WHERE size(found) = size($shelves)
WITH revision, found, reduce(total = 0, each IN found | total + toInteger(each.total)) AS total,
  apoc.coll.toSet(apoc.coll.flatten([each IN found | keys(each.counts)])) AS ways
WITH revision, total, found, ways, size(ways) AS paths
UNWIND CASE ways WHEN [] THEN [null] ELSE ways END AS way
WITH revision, way, reduce(count = 0, each IN found | count + toInteger(coalesce(each.counts[way], 0))) AS count, total, paths
ORDER BY count DESC, size(way), way SKIP $skip LIMIT $limit
MATCH (a:Alphabet {name: 'steps'})
RETURN [c IN split(way, '') | head([i IN range(0, size(a.types) - 1) WHERE a.typeCharacters[i] = c | a.types[i]])] AS path, count, total, paths, revision
