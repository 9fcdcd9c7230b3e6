// purpose  What was spent, by channel and stretch of days.
// mode     read
// param    channels  LIST<STRING>  only these channels; null for all
// return   channel   STRING        the channel; null: spent on a campaign, and nobody said by which
// return   first     INTEGER       the first day, in days since 1970
// return   last      INTEGER       the last day, which counts
// return   currency  STRING        the currency
// return   cost      FLOAT         how much over all these days
// note     app/attribution/spend.py takes the days that lie in the time asked for, each with the same part of the cost.
// browser  :param channels => null
MATCH (s:Spend)
WHERE $channels IS NULL OR s.channel IN $channels
WITH s.channel AS channel, s.from AS from, s.to AS to, s.currency AS currency, sum(s.cost) AS cost
RETURN
  channel,
  duration.inDays(date('1970-01-01'), from).days AS first,
  duration.inDays(date('1970-01-01'), to).days AS last,
  currency,
  cost
ORDER BY channel, first, last, currency
