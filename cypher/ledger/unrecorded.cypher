// purpose  Persons that the ledger does not know yet, with their members.
// mode     read
// return   node     STRING        the person's element id
// return   person   STRING        its id
// return   members  LIST<STRING>  'record ' and the id of a record, or 'value ' and the key of an identifier or a use
MATCH (p:Unrecorded)
RETURN elementId(p) AS node, p.id AS person, [(m)-[:BELONGS_TO]->(p) | CASE WHEN m:Record THEN 'record ' + m.id ELSE 'value ' + m.key END] AS members
