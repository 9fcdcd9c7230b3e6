// purpose  The uses of identifiers that are about to end as such, and whom they belong to.
// mode     read
// param    rows    LIST<MAP>  node (the identifier's element id), uses (those that stand: key)
// return   person  STRING     the person
// return   key     STRING     the use's key
UNWIND $rows AS row
MATCH (i)<-[:OF]-(u)-[:BELONGS_TO]->(p)
WHERE elementId(i) = row.node AND NOT u.key IN [use IN row.uses | use.key]
RETURN p.id AS person, u.key AS key
