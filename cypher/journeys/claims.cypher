// purpose  Every touchpoint that actors of these persons carried, and who else claims it.
// mode     read
// param    ids      LIST<STRING>  persons
// param    until    DATETIME      touchpoints after this instant wait; null: none does
// return   person   STRING        the person
// return   claimed  LIST<LIST>    node, id, at (epoch microseconds), sequence, type, channel, value, currency, contested, claims (namespace, person) of each
// note     A touchpoint that two actors of one person carried comes twice.
// browser  :param ids => ['P-1']; :param until => null
CYPHER replan=skip
UNWIND $ids AS id
MATCH (p:Person {id: id})
CALL (p) {
  MATCH (p)<-[:BELONGS_TO]-(:Identifier)<-[:CARRIED {role: 'actor'}]-(t:Touchpoint)
  WHERE $until IS NULL OR t.at <= $until
  RETURN t
  UNION ALL
  MATCH (p)<-[:BELONGS_TO]-(u:Use)-[:OF]->(:Identifier)<-[:CARRIED {role: 'actor'}]-(t:Touchpoint)
  WHERE u.from <= t.at <= u.to AND ($until IS NULL OR t.at <= $until)
  RETURN t
}
RETURN
  id AS person,
  collect([
    elementId(t), t.id, t.at.epochMillis * 1000 + t.at.microsecond % 1000, t.sequence, t.type, t.channel, t.value, t.currency, t:Contested,
    [(t)-[c:CARRIED]->(i:Identifier)-[:BELONGS_TO]->(q:Person) WHERE c.role = 'actor' | [i.namespace, q.id]]
      + [(t)-[c:CARRIED]->(i:Identifier)<-[:OF]-(u:Use)-[:BELONGS_TO]->(q:Person)
         WHERE c.role = 'actor' AND u.from <= t.at <= u.to | [i.namespace, q.id]]
  ]) AS claimed
