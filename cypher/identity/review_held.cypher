// purpose  What holds some persons together, with what their records and addresses say of who they are, and what was judged within them.
// mode     read
// param    persons  LIST<STRING>  ids
// return   person   STRING        the id
// return   members  LIST<MAP>     ref, namespace (null for a record), value, and for a record its traits
// return   links    LIST<LIST>    the refs of both ends and how often the evidence was seen
// return   judged   LIST<LIST>    the refs of two members, on either side of a judgement on this person that stands or waits
CYPHER replan=skip
UNWIND $persons AS id
MATCH (p:Person {id: id})
RETURN id AS person,
  [(p)<-[:BELONGS_TO]-(m) | {
    ref: coalesce('record/' + m.id, 'identifier/' + m.key), namespace: CASE WHEN m:Record THEN null ELSE m.namespace END, value: m.value,
    name: CASE WHEN m:Record THEN [m.organisation, m.givenName, m.middleName, m.familyName, CASE WHEN m.familyName IS NULL THEN coalesce(m.fullName, m.nativeName) END] END,
    birthDate: m.birthDate, postalCode: m.postalCode, gender: m.gender
  }] AS members,
  COLLECT {
    MATCH (p)<-[:BELONGS_TO]-(a)-[:ADMITTED]->(b)-[:BELONGS_TO]->(p)
    WITH a, b, COLLECT { MATCH (a)-[e:STATES|SEEN_WITH|ALIAS|RESEMBLES]-(b) RETURN e.count LIMIT 1 } AS counts
    RETURN [coalesce('record/' + a.id, 'identifier/' + a.key), coalesce('record/' + b.id, 'identifier/' + b.key), coalesce(counts[0], 1)]
  } AS links,
  COLLECT {
    MATCH (p)<-[:BELONGS_TO]-(a)<-[:ON {pair: true, side: 'a'}]-(j:Judgement)-[:ON {pair: true, side: 'b'}]->(b)-[:BELONGS_TO]->(p)
    WHERE j.state IN ['stands', 'pending']
    RETURN [coalesce('record/' + a.id, 'identifier/' + a.key), coalesce('record/' + b.id, 'identifier/' + b.key), j.verdict]
  } AS judged
