// purpose  Campaigns exist.
// mode     write
// param    names  LIST<STRING>  their names
// return   pairs  LIST<LIST<ANY>>  name and internal id of each
UNWIND $names AS name
MERGE (n:Campaign {name: name})
RETURN collect([name, id(n)]) AS pairs
