// purpose  Persons who are judged to be no customers, by the latest judgement on any of their members that stands.
// mode     write
// return   excluded  INTEGER  how many are excluded now and were not, or for another reason
CYPHER replan=skip
MATCH (j:Judgement {state: 'stands', verdict: 'not_a_customer'})-[:ON {pair: true}]->()-[:BELONGS_TO]->(p:Person)
USING INDEX j:Judgement(state, verdict)
WITH p, j ORDER BY j.number DESC
WITH p, head(collect(j.kind)) AS kind
WHERE p.excluded IS NULL OR p.excluded <> kind
// Its golden record may have been written anew without the word: then its journeys are as they were.
FOREACH (one IN CASE WHEN p:Excluded THEN [] ELSE [1] END | SET p:Excluded:Stale)
SET p.excluded = kind
RETURN count(*) AS excluded
