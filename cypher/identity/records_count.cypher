// purpose  How many records there are, each of which another scoring model would compare anew.
// mode     read
// return   records  INTEGER  all of them
MATCH (:Record)
RETURN count(*) AS records
