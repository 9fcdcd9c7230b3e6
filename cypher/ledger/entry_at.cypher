// purpose  The last entry that stood at a moment.
// mode     read
// param    at      DATETIME  the moment
// return   number  INTEGER   0 before the first
// browser  :param at => datetime()
MATCH (e:Entry)
WHERE e.at <= $at
RETURN coalesce(max(e.number), 0) AS number
