// purpose  Every person with what it is, its golden record, and its journeys in order: what the dataset is made of.
// mode     read
// return   id         STRING      the person
// return   excluded   BOOLEAN     judged to be no customer
// return   anonymous  BOOLEAN     no record is known
// return   traits     MAP         the properties of the golden record
// return   parts      LIST<LIST>  of every part of a journey, in order: number, ids, types, moments (microseconds), sequences, channels, stages, creditAt, creditValue
// note     A journey of more than 1,000 touchpoints comes in several parts, which have the same number.
MATCH (p:Person)
RETURN p.id AS id, p:Excluded AS excluded, coalesce(p.anonymous, true) AS anonymous, properties(p) AS traits,
  COLLECT {
    MATCH (p)-[:TOOK]->(j:Journey)
    RETURN [j.number, j.touchpoints, j.steps, j.at, j.sequences, j.channels, j.stages, j.creditAt, j.creditValue]
    ORDER BY j.number, j.part
  } AS parts
