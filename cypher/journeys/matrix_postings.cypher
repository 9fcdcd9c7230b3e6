// purpose  How many have a touchpoint of each type as their first step, second step and so on, where few touchpoints pass the filters, from the postings of those that do. The same answer as matrix.cypher gives.
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
// param    steps     INTEGER       how many steps
// param    collapse  BOOLEAN       a type that comes several times in a row counts as one step
// return   step      INTEGER       the number of the step, from 1
// return   type      STRING        its type; null: those who had no such step any more
// return   count     INTEGER       how many
// return   revision  INTEGER       the revision of the graph
// note     No row at all: more than `most` pass, or postings are not filed in this form; ask matrix.cypher. How an entry is written is told in app/journeys/postings.py.
// browser  :param types => ['page_view', 'purchase']; :param channels => ['web']; :param begin => 0; :param end => 6000; :param edges => []; :param days => '\u3000-\uD410'; :param most => 60000; :param form => 3; :param shelves => [0, 1]; :param steps => 10; :param collapse => false
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
  // AA becomes A, where runs count as one step.
  WITH lists, CASE WHEN $collapse THEN apoc.text.replace(text, '([^!])\\1++', '$1') ELSE text END AS text
  WITH lists, [way IN split(text, '!') WHERE way <> ''] AS ways
  // Step by step, and of those only that have so many.
  RETURN CASE WHEN lists IS NOT NULL THEN {ways: size(ways), steps: reduce(so = [ways], i IN range(0, $steps - 1) |
    [[way IN so[0] WHERE size(way) > i + 1]] + so[1..] + [apoc.coll.frequenciesAsMap([way IN so[0] | substring(way, i, 1)])])[1..]} END AS found
} IN 2 CONCURRENT TRANSACTIONS OF 1 ROW
WITH revision, collect(found) AS found
WHERE size(found) = size($shelves)
WITH revision, found, reduce(total = 0, each IN found | total + toInteger(each.ways)) AS total
UNWIND range(1, $steps) AS step
CALL (found, total, step) {
  UNWIND found AS each
  UNWIND keys(each.steps[step - 1]) AS character
  RETURN character, sum(each.steps[step - 1][character]) AS count
UNION ALL
  UNWIND found AS each
  UNWIND [0] + [character IN keys(each.steps[step - 1]) | each.steps[step - 1][character]] AS have
  WITH total, sum(have) AS have
  RETURN null AS character, total - have AS count
}
WITH revision, step, character, count, total WHERE count > 0 OR total = 0 AND step = 1
MATCH (a:Alphabet {name: 'steps'})
RETURN step, head([i IN range(0, size(a.types) - 1) WHERE a.typeCharacters[i] = character | a.types[i]]) AS type, count, revision
ORDER BY step, count DESC, type
