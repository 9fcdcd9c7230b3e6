// purpose  How many records and identifiers have changed, or were judged, since they were last dealt with.
// mode     read
// return   touched  INTEGER  the number
RETURN COUNT { (:Touched) } + COUNT { (:Judged) } AS touched
