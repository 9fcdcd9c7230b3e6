// purpose  Note that users of generic values have changed: so many fewer may, until the value is counted again.
// mode     write
// param    rows   LIST<MAP>  node (element id), near (how many users)
// return   spent  INTEGER    how many values
CYPHER replan=skip
UNWIND $rows AS row
MATCH (i:Identifier)
WHERE elementId(i) = row.node
SET i.spare = i.spare - row.near
RETURN count(*) AS spent
