// purpose  What several claim with equal right, with all who claim it, unless somebody has judged between it and one of them: items of the queue.
// mode     read
// param    unique     LIST<STRING>  namespaces of which a person has one value
// return   id         STRING        the item's key, which lasts
// return   kind       STRING        what kind of item
// return   risk       FLOAT         how likely it is wrong, 0 to 1
// return   a          STRING        the ref of one of the two it is about
// return   b          STRING        the ref of the other
// return   others     LIST<STRING>  refs of more, null where there are none
// return   judgement  STRING        the judgement that it is about, null for none
// return   reason     STRING        one sentence
// return   persons    LIST<STRING>  ids of those whom it is about
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
  RETURN own, claimants, persons, because
}
WITH own, claimants, persons, because, coalesce('record/' + v.id, 'identifier/' + v.key) AS ref
RETURN 'contested|' + ref AS id, 'contested' AS kind, 0.5 + 0.1 * (1.0 - 1.0 / size(persons)) AS risk, ref AS a,
  coalesce('record/' + claimants[0].id, 'identifier/' + claimants[0].key) AS b,
  [c IN claimants[1..] | coalesce('record/' + c.id, 'identifier/' + c.key)] AS others, null AS judgement,
  size(persons) + ' persons claim it with equal right' + coalesce(': ' + because, '') + '.' AS reason,
  [each IN persons + CASE WHEN own IS NULL THEN [] ELSE [own] END | each.id] AS persons
