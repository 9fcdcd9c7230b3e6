// purpose  How much waits for a later instant.
// mode     read
// return   records      INTEGER  records
// return   identifiers  INTEGER  identifiers
RETURN COUNT { (:Record {standing: 'waiting'}) } AS records, COUNT { (:Identifier {standing: 'waiting'}) } AS identifiers
