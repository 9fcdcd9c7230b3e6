// purpose  How far persons get in an ordered funnel, where few touchpoints are of its steps and pass the filters, from the postings of those that do. The same answer as funnel.cypher gives.
// mode     auto
// param    channels  LIST<STRING>  leave out touchpoints in other channels; null keeps all
// param    begin     INTEGER       the week (of seven days from 1 January 1950 on) in which the window begins
// param    end       INTEGER       the week in which it ends
// param    edges     LIST<INTEGER> those of the two of which only some days are in the window
// param    days      STRING        the characters of the first and the last day in the window, with a hyphen between
// param    most      INTEGER       touchpoints up to which an answer is given; when more pass, the pages answer sooner
// param    form      INTEGER       the form in which postings are written now
// param    shelves   LIST<INTEGER> shelves of postings, looked at side by side; [0, 1] is all
// param    steps     LIST<LIST>    the types of each step, in order
// param    window    INTEGER       microseconds from an attempt's first step to its last; null for any
// param    first     BOOLEAN       only the attempt that begins with the first touchpoint of the first type, else the best one
// return   depth     INTEGER       steps reached, from 1; null for none
// return   count     INTEGER       how many reached so many and no more; of none 0
// return   times     LIST<INTEGER> of those who reach the last step, microseconds from first to last step in their fastest attempt
// return   revision  INTEGER       the revision of the graph
// note     No row at all: more than `most` pass, or postings are not filed in this form; ask funnel.cypher. How an entry is written is told in app/journeys/postings.py.
// browser  :param channels => ['web']; :param begin => 0; :param end => 6000; :param edges => []; :param days => '\u3000-\uD410'; :param most => 200000; :param form => 3; :param shelves => [0, 1]; :param steps => [['page_view'], ['purchase']]; :param window => null; :param first => false
OPTIONAL MATCH (s:State {name: 'graph'})
WITH coalesce(s.revision, 0) AS revision
MATCH (a:Alphabet {name: 'steps', form: $form})
WHERE NOT EXISTS { (:Rough) } AND NOT EXISTS { (g:Stale) WHERE g:Page }
WITH revision, a, [i IN range(0, size(a.pairTypes) - 1)
  WHERE any(step IN $steps WHERE a.pairTypes[i] IN step) AND ($channels IS NULL OR a.pairChannels[i] IN $channels) | i] AS passing
// For every step of the funnel the characters of its types that pass.
WITH revision, a, passing, [step IN $steps | apoc.text.join([t IN range(0, size(a.types) - 1)
  WHERE a.types[t] IN step AND any(i IN passing WHERE a.pairTypes[i] = a.types[t]) | a.typeCharacters[t]], '')] AS wanted
// Nobody gets to a step of which nothing passes, or beyond it; where nothing passes of the first, none is looked at.
WITH revision, a, passing, wanted[..head([s IN range(0, size(wanted) - 1) WHERE wanted[s] = ''] + [size(wanted)])] AS wanted
WITH revision, [i IN passing WHERE any(s IN range(0, size(wanted) - 1) WHERE a.pairTypes[i] IN $steps[s]) | a.pairCharacters[i]] AS pairs,
  CASE wanted WHEN [] THEN ['!'] ELSE wanted END AS wanted
UNWIND $shelves AS shelf
CALL (shelf, pairs, wanted) {
  UNWIND pairs AS pair
  MATCH (l:Posting {pair: pair, shelf: shelf})
  WHERE l.week >= $begin AND l.week <= $end
  WITH collect(l) AS lists, sum(l.count) AS many
  WITH CASE WHEN many <= $most / size($shelves) THEN lists END AS lists
  // Of the first and the last week only some days pass.
  WITH lists, apoc.text.join([l IN lists WHERE NOT l.week IN $edges | l.text], '') AS inside, apoc.text.join([l IN lists WHERE l.week IN $edges | l.text], '') AS across
  WITH lists, inside + CASE WHEN across = '' THEN '' ELSE apoc.text.replace(across, '(?s)((?:....[' + $days + '].....!)*+)(?:....[^' + $days + '].....!)*+', '$1') END AS text
  // By person and time; of each touchpoint its time and type are left, and between persons a mark.
  WITH lists, apoc.text.join(apoc.coll.sort(split(text, '!')), '!') + '!' AS text
  WITH lists, apoc.text.replace(text, '(?s)(....)(....).(.)(?:!(?=\\1)|(!))', '$2$3$4') AS text
  // In one pass: of every start its time, and the times of the steps that follow it soonest, each later than the one before (t0, t1, …); of all else nothing, nor
  // of whoever never came to the first step. Where only the first attempt is asked for, only that is taken.
  // Else a start is left at the step before which a later start gets to the same place: so no stretch of a journey is looked at from all starts before it.
  WITH lists, apoc.text.replace(text, '(?s)!(?:[^!]...[^!' + wanted[0] + '])*+(?=!)|(?<t0>[^!]...)(?<c>[' + wanted[0] + '])(?:(?=' + reduce(after = '',
    s IN range(size(wanted) - 1, 1, -1) | '(?:\\k<t' + (s - 1) + '>[^!])*+' + CASE WHEN $first THEN '(?:[^!]...[^!' + wanted[s] + '])*+' ELSE
      '(?:[^!]...[^!' + wanted[0] + wanted[s] + '])*+'
      + reduce(later = '', x IN range(s - 2, 0, -1) | '(?:(?<s' + s + 'x' + x + '>[^!]...)[' + wanted[x] + '&&[^' + wanted[s] + ']](?:\\k<s' + s + 'x' + x
        + '>[^!' + wanted[s] + '])*+(?:[^!]...[^!' + wanted[x + 1] + wanted[s] + '])*+' + later + ')?+')
      // Two at one time are not in order: who gets to the step before only then is no better.
      + '(?:(?<s' + s + 'y>[^!]...)[' + wanted[s - 1] + '&&[^' + wanted[s] + ']](?:\\k<s' + s + 'y>[^!' + wanted[s] + '])*+(?=\\k<s' + s + 'y>[' + wanted[s] + ']))?+'
      END + '(?<t' + s + '>[^!]...)[' + wanted[s] + ']' + CASE after WHEN '' THEN '' ELSE '(?:' + after + ')?+' END)
    + ')' + CASE WHEN $first THEN ')?+[^!]*+' ELSE '(?:\\k<t0>[^!])*+)' END + '|(?:[^!]...[^!' + wanted[0] + '])++|(?<z>[^!]...)[^!](?:\\k<z>[^!])*+',
    reduce(times = '', s IN range(0, size(wanted) - 1) | times + '${t' + s + '}') + '${c}') AS text
  WITH lists, CASE size(wanted[0]) WHEN 1 THEN text ELSE apoc.text.replace(text, '[' + wanted[0] + ']', left(wanted[0], 1)) END AS text
  // Nothing is left of who never came to the second step: they are counted, and only the others looked at.
  WITH lists, text, apoc.text.replace(text, '!(?=!)', '') AS others
  WITH lists, size($steps) AS whole, left(wanted[0], 1) AS end, size(text) - size(others) AS alone, others, $window / 86400000000 AS days
  CALL (whole, end, alone, others, days) {
    UNWIND split(others, '!')[1..] AS way
    WITH whole, end, alone, way, CASE
      WHEN way = '' THEN 1
      ELSE reduce(best = 1, start IN CASE WHEN $first THEN split(way, end)[..1] ELSE split(way, end) END | CASE
        WHEN size(start) <= 4 * best THEN best
        WHEN $window IS NULL THEN size(start) / 4
        // Less than so many days are within the window, whatever the time of day; one day more may be.
        ELSE head([s IN range(size(start) / 4 - 1, best, -1) WHERE apoc.text.charAt(start, 4 * s) < apoc.text.charAt(start, 0) + days
          OR apoc.text.charAt(start, 4 * s) <= apoc.text.charAt(start, 0) + days + 1 AND $window >= (apoc.text.charAt(start, 4 * s) - apoc.text.charAt(start, 0)) * 86400000000
          + (apoc.text.charAt(start, 4 * s + 1) - apoc.text.charAt(start, 1)) * 11182080
          + (apoc.text.charAt(start, 4 * s + 2) - apoc.text.charAt(start, 2)) * 1365
          + (apoc.text.charAt(start, 4 * s + 3) - 2048) / 6 - (apoc.text.charAt(start, 3) - 2048) / 6 | s + 1] + [best])
        END)
      END AS depth
    WITH depth, CASE way WHEN '' THEN alone ELSE 1 END AS count, CASE WHEN depth = whole THEN reduce(fastest = null, start IN CASE WHEN $first THEN split(way, end)[..1] ELSE split(way, end) END | CASE
      WHEN size(start) < 4 * whole THEN fastest
      ELSE head([time IN [(apoc.text.charAt(start, 4 * (whole - 1)) - apoc.text.charAt(start, 0)) * 86400000000
          + (apoc.text.charAt(start, 4 * (whole - 1) + 1) - apoc.text.charAt(start, 1)) * 11182080
          + (apoc.text.charAt(start, 4 * (whole - 1) + 2) - apoc.text.charAt(start, 2)) * 1365
          + (apoc.text.charAt(start, 4 * (whole - 1) + 3) - 2048) / 6 - (apoc.text.charAt(start, 3) - 2048) / 6]
        | CASE WHEN fastest <= time OR time > $window THEN fastest ELSE time END]) END) END AS time
    WITH depth, sum(count) AS count, collect(time) AS times
    RETURN collect([depth, count, times]) AS reached
  }
  RETURN CASE WHEN lists IS NOT NULL THEN reached END AS reached
} IN 2 CONCURRENT TRANSACTIONS OF 1 ROW
WITH revision, collect(reached) AS reached
WHERE size(reached) = size($shelves)
UNWIND apoc.coll.flatten(reached) + [[null, 0, []]] AS each
WITH revision, each[0] AS depth, sum(each[1]) AS count, apoc.coll.flatten(collect(each[2])) AS times
RETURN depth, count, times, revision
ORDER BY depth
