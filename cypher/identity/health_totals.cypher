// purpose  The figures of the whole: persons, identifiers in them, the largest, those held by single links, judgements, the queue, the revision.
// mode     read
// return   persons      INTEGER  persons, without those who are no customers
// return   excluded     INTEGER  those
// return   identifiers  INTEGER  identifiers and uses that belong to one of these
// return   largest      INTEGER  members of the largest person
// return   largestId    STRING   and who it is
// return   joined       INTEGER  persons of two members and more
// return   single       INTEGER  those of them that every one of their links alone holds together
// return   queue        INTEGER  items to review
// return   judgements   INTEGER  judgements that stand
// return   pending      INTEGER  judgements that wait for a second account
// return   undoRefused  INTEGER  undoings that were refused, because what would stand contradicted itself
// return   revision     INTEGER  the revision of the graph
CALL () {
  MATCH (p:Person)
  WHERE NOT p:Excluded
  RETURN count(p) AS persons, count(CASE WHEN p.members > 1 THEN 1 END) AS joined
}
CALL () {
  OPTIONAL MATCH (p:Person)
  WHERE NOT p:Excluded
  RETURN p.members AS largest, p.id AS largestId ORDER BY largest IS NULL, largest DESC, largestId LIMIT 1
}
CALL () {
  MATCH (p:Person)
  WHERE p.members > 1 AND NOT p:Excluded AND COUNT { (p)<-[:BELONGS_TO]-()-[:ADMITTED]->() } = p.members - 1
  RETURN count(p) AS single
}
RETURN persons, COUNT { MATCH (:Person&Excluded) } AS excluded, COUNT { MATCH (:Identifier|Use)-[:BELONGS_TO]->() } - COUNT { MATCH (:Identifier|Use)-[:BELONGS_TO]->(:Excluded) } AS identifiers,
  largest, largestId, joined, single, COUNT { MATCH (:Review) } AS queue,
  COUNT { MATCH (j:Judgement {state: 'stands'}) WHERE j.verdict <> 'undo' } AS judgements, COUNT { MATCH (:Judgement {state: 'pending'}) } AS pending,
  coalesce(head(COLLECT { MATCH (s:State {name: 'judgements'}) RETURN s.undoRefused }), 0) AS undoRefused,
  coalesce(head(COLLECT { MATCH (s:State {name: 'graph'}) RETURN s.revision }), 0) AS revision
