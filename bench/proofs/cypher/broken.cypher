// purpose  Persons that break a limit of the policy without a judgement that says so.
// mode     read
// param    most     MAP           namespace to how many values a person may have, in each scope
// param    kinds    LIST<STRING>  kinds of records that are never one person
// return   persons  INTEGER       how many
MATCH (p:Person)
WHERE NOT EXISTS { (p)<-[:BELONGS_TO]-()<-[:ON]-(:Judgement {verdict: 'same', state: 'stands'}) } AND (
  any(name IN keys($most) WHERE
    any(scope IN COLLECT { MATCH (p)<-[:BELONGS_TO]-(i:Identifier) WHERE i.namespace = name RETURN DISTINCT coalesce(i.scope, '') } WHERE
      size(COLLECT { MATCH (p)<-[:BELONGS_TO]-(i:Identifier) WHERE i.namespace = name AND coalesce(i.scope, '') = scope AND i.twin IS NULL
        RETURN DISTINCT i.key }) > $most[name]))
  OR size(COLLECT { MATCH (p)<-[:BELONGS_TO]-(r:Record) WHERE coalesce(r.kind, 'person') IN $kinds RETURN DISTINCT coalesce(r.kind, 'person') }) > 1
  OR EXISTS { (p)<-[:BELONGS_TO]-(:Record)-[:CONTRADICTS]->(:Record)-[:BELONGS_TO]->(p) }
  OR EXISTS { (p)<-[:BELONGS_TO]-(i:Identifier) WHERE i.barred IS NOT NULL OR i.standing = 'generic' }
)
RETURN count(p) AS persons
