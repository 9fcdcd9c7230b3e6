// purpose  How long the queue is, by kind.
// mode     read
// return   kind   STRING   why it is in the queue
// return   items  INTEGER  how many
MATCH (r:Review)
RETURN r.kind AS kind, count(*) AS items
ORDER BY kind
