// purpose  Persons that the ledger does not know yet, with their members.
// mode     read
// param    limit    INTEGER     how many persons at once
// return   node     STRING      the person's element id
// return   person   STRING      its id
// return   members  LIST<LIST>  whether it is a record, and its key
MATCH (p:Unrecorded)
WITH p LIMIT $limit
RETURN elementId(p) AS node, p.id AS person, [(m)-[:BELONGS_TO]->(p) | [m:Record, CASE WHEN m:Record THEN m.id ELSE m.key END]] AS members
