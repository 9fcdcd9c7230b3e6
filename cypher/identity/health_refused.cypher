// purpose  How many links each rule refused.
// mode     read
// return   rule   STRING   the rule
// return   links  INTEGER  how many
MATCH ()-[v:REFUSED]->()
RETURN v.rule AS rule, count(*) AS links
ORDER BY links DESC, rule
