// purpose  Households exist; of several names the first in the alphabet counts, so that order does not matter.
// mode     write
// param    rows   LIST<LIST<ANY>>  key, and name or null
// return   pairs  LIST<LIST<ANY>>  key and internal id of each
UNWIND $rows AS row
MERGE (g:Household {key: row[0]})
SET g.name = CASE WHEN g.name < row[1] THEN g.name ELSE coalesce(row[1], g.name) END
RETURN collect([row[0], id(g)]) AS pairs
