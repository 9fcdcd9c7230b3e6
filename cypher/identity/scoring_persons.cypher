// purpose  Every record that is compared: those that are not later than the instant of the run.
// mode     read
// return   id  STRING  the record's id
MATCH (r:Record)
WHERE r.barred IS NULL
RETURN r.id AS id
