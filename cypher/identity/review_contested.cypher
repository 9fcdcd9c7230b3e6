// purpose  Put what several claim with equal right into the queue, with all who claim it, unless somebody has judged between it and one of them.
// mode     auto
// param    unique  LIST<STRING>  namespaces of which a person has one value
// return   found   INTEGER       how many
CYPHER replan=skip
MATCH (p:Stale)<-[:BELONGS_TO]-(m)-[:REFUSED {rule: 'contested'}]-(n)
USING SCAN p:Stale
UNWIND [m, n] AS v
WITH DISTINCT v
CALL (v) {
  MATCH (v)-[w:REFUSED {rule: 'contested'}]-(c)-[:BELONGS_TO]->(q:Person)
  OPTIONAL MATCH (v)-[:BELONGS_TO]->(own:Person)
  WITH v, own, q, w, c
  WHERE (own IS NULL OR q <> own) AND NOT q:Excluded
  WITH v, own, collect(DISTINCT c)[..20] AS claimants, collect(DISTINCT q)[..20] AS persons, min(w.because) AS because
  // What only a judgement keeps apart is no conflict made by machine; new evidence against it is another item.
  WHERE size(persons) > 1 AND NOT because STARTS WITH 'judgement: '
    // Who holds one of the values that stand against each other claims, and is not what is claimed.
    AND NOT EXISTS { MATCH (own)<-[:BELONGS_TO]-(u) WHERE NOT u:Use AND u.namespace IN $unique AND because CONTAINS u.key }
    AND NOT EXISTS {
      MATCH (v)<-[x:ON]-(j)-[y:ON]->(c)
      WHERE c IN claimants AND x.side <> y.side AND j.state IN ['stands', 'pending'] AND j.verdict <> 'not_a_customer'
    }
  WITH v, own, claimants, persons, because, coalesce('record/' + v.id, 'identifier/' + v.key) AS ref
  MERGE (r:Review {id: 'contested|' + ref})
  SET r.kind = 'contested', r.risk = 0.5 + 0.1 * (1.0 - 1.0 / size(persons)), r.a = ref, r.b = coalesce('record/' + claimants[0].id, 'identifier/' + claimants[0].key),
    r.others = [c IN claimants[1..] | coalesce('record/' + c.id, 'identifier/' + c.key)],
    r.reason = size(persons) + ' persons claim it with equal right' + coalesce(': ' + because, '') + '.'
  FOREACH (each IN persons + CASE WHEN own IS NULL THEN [] ELSE [own] END | MERGE (r)-[:ABOUT]->(each))
  RETURN count(*) AS one
} IN TRANSACTIONS OF 1000 ROWS
RETURN sum(one) AS found
