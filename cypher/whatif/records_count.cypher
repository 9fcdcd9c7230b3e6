// purpose  How many records there are, each of which a draft scoring model would compare anew.
// mode     read
// return   records  INTEGER  all of them
MATCH (:Record)
RETURN count(*) AS records
