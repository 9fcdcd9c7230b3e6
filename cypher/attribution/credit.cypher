// purpose  Credit of every channel by models that deal out every way by itself: the same figures as /v1/attribution, made in the database.
// mode     read
// param    from      INTEGER       conversions from this moment on: epoch microseconds
// param    until     INTEGER       conversions up to this moment, which no longer counts: epoch microseconds
// param    lookback  INTEGER       how many microseconds before a conversion a touch may lie
// param    names     LIST<STRING>  only these conversions; null for all
// param    refunds   LIST<STRING>  types of touchpoints that take value back, as in the conversions file
// param    types     LIST<STRING>  only touches of these types; null for all
// param    channels  LIST<STRING>  only touches by these channels; null for all
// return   channel        STRING   the channel; null is what no touch led to
// return   persons        INTEGER  on how many persons' ways it was
// return   first          FLOAT    conversions, all to the first touch
// return   last           FLOAT    conversions, all to the last touch
// return   linear         FLOAT    conversions, to every touch the same
// return   shapley        FLOAT    conversions, to every channel of a way the same
// return   participation  INTEGER  conversions it took part in; these do not sum to the total
// return   firstValue     FLOAT    value less refunds, by the first touch
// return   lastValue      FLOAT    value less refunds, by the last touch
// return   linearValue    FLOAT    value less refunds, by all touches
// return   shapleyValue   FLOAT    value less refunds, by all channels
// note     What has no rate (`unratedAt`) is left out. A refund takes back along the way of the conversion of its name before it. Touchpoints that convert or take back are no touches. Of longer ways the last 1,000 touches count.
// browser  :param from => 1735689600000000; :param until => 1767225600000000; :param lookback => 7776000000000; :param names => null; :param refunds => ['refund', 'return', 'policy_refunded']; :param types => null; :param channels => null
MATCH (p:Person)-[:TOOK]->(j:Journey)
WHERE j.page IS NOT NULL
WITH p, j
ORDER BY p.id, j.number, j.part
WITH p, collect(j) AS journeys
WHERE any(j IN journeys WHERE j.creditAt IS NOT NULL AND j.last >= $from AND j.first < $until)
WITH
  p,
  apoc.coll.flatten([j IN journeys | j.at]) AS at,
  apoc.coll.flatten([j IN journeys | j.steps]) AS steps,
  apoc.coll.flatten([j IN journeys | j.channels]) AS channels,
  // Places are told within a part; counted on, they are those of the whole.
  reduce(sofar = {length: 0, marks: []}, j IN journeys | {
    length: sofar.length + size(j.at),
    marks: sofar.marks + apoc.coll.sortMaps([i IN range(0, size(coalesce(j.creditAt, [])) - 1) |
      {place: sofar.length + j.creditAt[i], name: j.creditName[i], value: j.creditValue[i], refund: j.steps[j.creditAt[i]] IN $refunds, rated: true}]
      + [i IN range(0, size(coalesce(j.unratedAt, [])) - 1) |
      {place: sofar.length + j.unratedAt[i], name: j.unratedName[i], value: 0.0, refund: j.unratedRefund[i], rated: false}], '^place')
  }).marks AS marks
WITH *, [mark IN marks | mark.place] AS outcomes
UNWIND marks AS mark
WITH *
WHERE mark.rated AND $from <= at[mark.place] < $until AND ($names IS NULL OR mark.name IN $names)
WITH *, CASE WHEN mark.refund
  THEN coalesce(last([each IN marks WHERE each.place < mark.place AND each.name = mark.name AND NOT each.refund]), mark)
  ELSE mark END AS basis
WITH p, mark, [i IN range(0, basis.place - 1)
  WHERE NOT i IN outcomes AND at[basis.place] - at[i] <= $lookback
    AND ($types IS NULL OR steps[i] IN $types) AND ($channels IS NULL OR channels[i] IN $channels) | channels[i]][-1000..] AS way
WITH p, mark.value AS value, CASE WHEN mark.refund THEN 0 ELSE 1 END AS conversions, way, apoc.coll.toSet(way) AS different
UNWIND CASE WHEN different = [] THEN [null] ELSE different END AS channel
WITH p, channel, value, conversions,
  CASE WHEN channel IS NULL OR way[0] = channel THEN 1.0 ELSE 0.0 END AS first,
  CASE WHEN channel IS NULL OR way[-1] = channel THEN 1.0 ELSE 0.0 END AS last,
  CASE WHEN channel IS NULL THEN 1.0 ELSE 1.0 * size([each IN way WHERE each = channel]) / size(way) END AS linear,
  CASE WHEN channel IS NULL THEN 1.0 ELSE 1.0 / size(different) END AS shapley
RETURN
  channel,
  count(DISTINCT p) AS persons,
  sum(first * conversions) AS first,
  sum(last * conversions) AS last,
  sum(linear * conversions) AS linear,
  sum(shapley * conversions) AS shapley,
  sum(conversions) AS participation,
  sum(first * value) AS firstValue,
  sum(last * value) AS lastValue,
  sum(linear * value) AS linearValue,
  sum(shapley * value) AS shapleyValue
ORDER BY channel
