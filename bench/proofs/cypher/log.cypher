// purpose  The log of judgements, oldest first, each with the members it is about.
// mode     read
// return   id       STRING     the judgement
// return   number   INTEGER    its place
// return   verdict  STRING     what was said
// return   undoes   STRING     the entry it takes back, null for all others
// return   on       LIST<MAP>  key, side, pair
MATCH (j:Judgement)
RETURN j.id AS id, j.number AS number, j.verdict AS verdict, head([(j)-[:UNDOES]->(old) | old.id]) AS undoes,
  [(j)-[on:ON]->(m) | {key: coalesce(m.id, m.key), side: on.side, pair: coalesce(on.pair, false)}] AS on
ORDER BY number
