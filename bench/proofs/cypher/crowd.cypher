// purpose  How many persons there are, and how much that tempts to merge them.
// mode     read
// return   persons    INTEGER  persons
// return   passed     INTEGER  identifiers that passed from one holder to the next
// return   junk       INTEGER  values that are junk
// return   contested  INTEGER  members one of whose links was refused because several claim it
RETURN COUNT { (:Person) } AS persons, COUNT { MATCH (i:Identifier) WHERE EXISTS { (i)<-[:OF]-(:Use) } } AS passed,
  COUNT { (:Identifier {standing: 'junk'}) } AS junk,
  COUNT { MATCH (i:Identifier) WHERE EXISTS { (i)-[:REFUSED {rule: 'contested'}]-() } } AS contested
