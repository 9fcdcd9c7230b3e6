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
  WITH wanted, apoc.text.replace(text, '!(?:[^!]{4}[^!' + wanted[0] + '])*+(?=!)|(?<t0>[^!]{4})(?<c>[' + wanted[0] + '])(?:(?=' + reduce(after = '',
    s IN range(size(wanted) - 1, 1, -1) | '(?:\\k<t' + (s - 1) + '>[^!])*+' + CASE WHEN $first THEN '(?:[^!]{4}[^!' + wanted[s] + '])*+' ELSE
      '(?:[^!]{4}[^!' + wanted[0] + wanted[s] + '])*+'
      + reduce(later = '', x IN range(s - 2, 0, -1) | '(?:(?<s' + s + 'x' + x + '>[^!]{4})[' + wanted[x] + '&&[^' + wanted[s] + ']](?:\\k<s' + s + 'x' + x
        + '>[^!' + wanted[s] + '])*+(?:[^!]{4}[^!' + wanted[x + 1] + wanted[s] + '])*+' + later + ')?+')
      // Two at one time are not in order: who gets to the step before only then is no better.
      + '(?:(?<s' + s + 'y>[^!]{4})[' + wanted[s - 1] + '&&[^' + wanted[s] + ']](?:\\k<s' + s + 'y>[^!' + wanted[s] + '])*+(?=\\k<s' + s + 'y>[' + wanted[s] + ']))?+'
      END + '(?<t' + s + '>[^!]{4})[' + wanted[s] + ']' + CASE after WHEN '' THEN '' ELSE '(?:' + after + ')?+' END)
    + ')' + CASE WHEN $first THEN ')?+[^!]*+' ELSE '(?:\\k<t0>[^!])*+)' END + '|(?:[^!]{4}[^!' + wanted[0] + '])++|(?<z>[^!]{4})[^!](?:\\k<z>[^!])*+',
    reduce(times = '', s IN range(0, size(wanted) - 1) | times + '${t' + s + '}') + '${c}') AS text
  WITH wanted, CASE size(wanted[0]) WHEN 1 THEN text ELSE apoc.text.replace(text, '[' + wanted[0] + ']', left(wanted[0], 1)) END AS text
  UNWIND split(text, '!')[1..-1] AS way
  // Nothing is left of who never came to the second step. The latest time that counts is told as times are, in four characters: its day, and the last place at its moment.
  WITH size($steps) AS whole, left(wanted[0], 1) AS end, way, $window / 86400000000 AS days, $window % 86400000000 AS rest
  WITH whole, [start IN CASE WHEN way = '' THEN [] WHEN $first THEN split(way, end)[..1] ELSE split(way, end) END WHERE size(start) > 4 | [start, CASE
    WHEN $window IS NULL THEN '\uD7FF\u3000'
    WHEN rest = 0 AND days < 1000 THEN apoc.text.code(apoc.text.charAt(start, 0) + days) + substring(start, 1, 2)
      + apoc.text.code(apoc.text.charAt(start, 3) + 5 - (apoc.text.charAt(start, 3) - 2048) % 6)
    ELSE head([at IN [((apoc.text.charAt(start, 1) - 2048) * 8192 + apoc.text.charAt(start, 2) - 2048) * 1365 + (apoc.text.charAt(start, 3) - 2048) / 6 + rest]
      | CASE WHEN apoc.text.charAt(start, 0) + days + 1 >= 55295 THEN '\uD7FF\u3000' ELSE apoc.text.code(apoc.text.charAt(start, 0) + days + at / 86400000000)
        + apoc.text.code(2048 + at % 86400000000 / 11182080) + apoc.text.code(2048 + at % 86400000000 / 1365 % 8192)
        + apoc.text.code(2048 + at % 86400000000 % 1365 * 6 + 5) END]) END]] AS starts
  WITH whole, starts, reduce(best = 1, each IN starts | CASE
    WHEN size(each[0]) <= 4 * best THEN best
    ELSE head([s IN range(size(each[0]) / 4 - 1, best, -1) WHERE substring(each[0], 4 * s, 4) <= each[1] | s + 1] + [best]) END) AS depth
  WITH depth, CASE WHEN depth = whole THEN reduce(fastest = null, each IN starts | CASE
    WHEN size(each[0]) < 4 * whole OR right(each[0], 4) > each[1] THEN fastest
    ELSE head([time IN [(apoc.text.charAt(each[0], 4 * whole - 4) - apoc.text.charAt(each[0], 0)) * 86400000000
        + (apoc.text.charAt(each[0], 4 * whole - 3) - apoc.text.charAt(each[0], 1)) * 11182080
        + (apoc.text.charAt(each[0], 4 * whole - 2) - apoc.text.charAt(each[0], 2)) * 1365
        + (apoc.text.charAt(each[0], 4 * whole - 1) - 2048) / 6 - (apoc.text.charAt(each[0], 3) - 2048) / 6]
      | CASE WHEN fastest <= time THEN fastest ELSE time END]) END) END AS time
  RETURN depth, count(*) AS count, collect(time) AS times
} IN 2 CONCURRENT TRANSACTIONS OF 1 ROW
RETURN depth, sum(count) AS count, apoc.coll.flatten(collect(times)) AS times
ORDER BY depth
