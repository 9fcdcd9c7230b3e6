// purpose  How far persons get in an ordered funnel: how many come to each depth and no further.
// mode     auto
// param    filter   MAP           the row of filter.cypher, for the types of the funnel
// param    shelves  LIST<LIST>    shelves of pages, each list a share of the work done side by side; [[0, 1], [2, 3]] is all
// param    steps    LIST<LIST>    the types of each step, in order
// param    window   INTEGER       microseconds from an attempt's first step to its last; null for any
// param    first    BOOLEAN       only the attempt that begins with the first touchpoint of the first type, else the best one
// return   depth    INTEGER       steps reached, from 1
// return   count    INTEGER       how many reached so many and no more
// return   times    LIST<INTEGER> of those who reach the last step, microseconds from first to last step in their fastest attempt
// note     An attempt is taken from every start, each of its steps at the soonest time after the one before: no other can do better. Touchpoints of equal time are in order only where a sequence says so.
// note     A time is its four characters of the page (see app/journeys/pages.py), which compare as touchpoints do in time and sequence. Of a page that is Rough they do not tell all: attempts.cypher does.
// browser  :param filter => {since: 0, until: 4102444800000000, journeys: false, kept: ['0', '1'], paired: false, exact: false, everything: true, cut: '(?:![^!\u3000-\uD7FF]*+)++', partly: null, omitted: '[\"\u3000-\uD7FF]++', timed: '\"', letters: [['\u0080', '0']], revision: 1}; :param shelves => [[0, 1], [2, 3]]; :param steps => [['page_view'], ['purchase']]; :param window => null; :param first => false
OPTIONAL MATCH (a:Alphabet {name: 'steps'})
// For every step of the funnel the characters of its types, whatever the channel.
WITH [step IN $steps | [i IN range(0, size(coalesce(a.types, [])) - 1) WHERE a.types[i] IN step | a.typeCharacters[i]]] AS types
WITH [step IN types | apoc.text.join([each IN $filter.letters WHERE each[1] IN step | each[0]], '')] AS wanted
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
  // In one pass: of every start its time, and the times of the steps that follow it soonest, each later than the one before (t0, t1, …); of all else nothing, nor
  // of whoever never came to the first step. Where only the first attempt is asked for, only that is taken.
  // Else a start is left at the step before which a later start gets to the same place: so no stretch of a journey is looked at from all starts before it.
  WITH wanted, apoc.text.replace(text, '(?s)!(?:[^!]...[^!' + wanted[0] + '])*+(?=!)|(?<t0>[^!]...)(?<c>[' + wanted[0] + '])(?:(?=' + reduce(after = '',
    s IN range(size(wanted) - 1, 1, -1) | '(?:\\k<t' + (s - 1) + '>[^!])*+' + CASE WHEN $first THEN '(?:[^!]...[^!' + wanted[s] + '])*+' ELSE
      '(?:[^!]...[^!' + wanted[0] + wanted[s] + '])*+'
      + reduce(later = '', x IN range(s - 2, 0, -1) | '(?:(?<s' + s + 'x' + x + '>[^!]...)[' + wanted[x] + '&&[^' + wanted[s] + ']](?:\\k<s' + s + 'x' + x
        + '>[^!' + wanted[s] + '])*+(?:[^!]...[^!' + wanted[x + 1] + wanted[s] + '])*+' + later + ')?+')
      // Two at one time are not in order: who gets to the step before only then is no better.
      + '(?:(?<s' + s + 'y>[^!]...)[' + wanted[s - 1] + '&&[^' + wanted[s] + ']](?:\\k<s' + s + 'y>[^!' + wanted[s] + '])*+(?=\\k<s' + s + 'y>[' + wanted[s] + ']))?+'
      END + '(?<t' + s + '>[^!]...)[' + wanted[s] + ']' + CASE after WHEN '' THEN '' ELSE '(?:' + after + ')?+' END)
    + ')' + CASE WHEN $first THEN ')?+[^!]*+' ELSE '(?:\\k<t0>[^!])*+)' END + '|(?:[^!]...[^!' + wanted[0] + '])++|(?<z>[^!]...)[^!](?:\\k<z>[^!])*+',
    reduce(times = '', s IN range(0, size(wanted) - 1) | times + '${t' + s + '}') + '${c}') AS text
  WITH wanted, CASE size(wanted[0]) WHEN 1 THEN text ELSE apoc.text.replace(text, '[' + wanted[0] + ']', left(wanted[0], 1)) END AS text
  // Nothing is left of who never came to the second step: they are counted, and only the others looked at.
  WITH wanted, text, apoc.text.replace(text, '!(?=!)', '') AS others
  WITH size($steps) AS whole, left(wanted[0], 1) AS end, size(text) - size(others) AS alone, others, $window / 86400000000 AS days
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
  RETURN depth, sum(count) AS count, collect(time) AS times
} IN 2 CONCURRENT TRANSACTIONS OF 1 ROW
WITH depth, sum(count) AS count, apoc.coll.flatten(collect(times)) AS times
WHERE count > 0
RETURN depth, count, times
ORDER BY depth
