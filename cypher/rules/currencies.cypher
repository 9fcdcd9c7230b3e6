// purpose  The currencies of what converts or takes back, and of spend: how often, and from when on.
// mode     read
// param    types     LIST<STRING>  types of touchpoints that convert by their own value, or take back
// return   currency  STRING        the currency; null: none is named
// return   count     INTEGER       how many values are in it
// return   first     INTEGER       the first of them: epoch microseconds
// browser  :param types => ['purchase', 'refund']
CALL () {
  MATCH (t:Touchpoint)
  WHERE t.type IN $types AND t.value <> 0
  RETURN t.currency AS currency, t.at.epochMillis * 1000 AS at
  UNION ALL
  MATCH (s:Spend)
  WHERE s.cost <> 0
  RETURN s.currency AS currency, duration.inDays(date('1970-01-01'), s.from).days * 86400000000 AS at
}
RETURN currency, count(*) AS count, min(at) AS first
ORDER BY currency
