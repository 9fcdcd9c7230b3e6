// purpose  Persons that break a limit of the policy without a judgement that says so.
// mode     read
// param    most     MAP           namespace to how many values a person may have, in each scope
// param    kinds    LIST<STRING>  kinds of records that are never one person
// return   persons  INTEGER       how many
MATCH (p:Person)
WHERE NOT EXISTS { (p)<-[:BELONGS_TO]-()<-[:ON]-(:Judgement {verdict: 'same', state: 'stands'}) } AND (
  any(name IN keys($most) WHERE
    EXISTS { MATCH (p)<-[:BELONGS_TO]-(i:Identifier) WHERE i.namespace = name AND i.twin IS NULL
      WITH i.scope AS scope, count(DISTINCT i.key) AS held WHERE held > $most[name] RETURN scope })
  OR size(COLLECT { MATCH (p)<-[:BELONGS_TO]-(r:Record) WHERE coalesce(r.kind, 'person') IN $kinds RETURN DISTINCT coalesce(r.kind, 'person') }) > 1
  OR EXISTS { (p)<-[:BELONGS_TO]-(:Record)-[:CONTRADICTS]->(:Record)-[:BELONGS_TO]->(p) }
  OR EXISTS { (p)<-[:BELONGS_TO]-(i:Identifier) WHERE i.barred IS NOT NULL OR i.standing = 'generic' }
)
RETURN count(p) AS persons
