// purpose  From when to when there is anything to analyse.
// mode     read
// return   first  DATETIME  the earliest touchpoint of a journey; null when there is none
// return   last   DATETIME  the latest
MATCH (page:Page)
WITH min(page.first) AS first, max(page.last) AS last
RETURN datetime({epochMillis: first / 1000}) AS first, datetime({epochMillis: last / 1000}) AS last
