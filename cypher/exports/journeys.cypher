// purpose  Every part of every customer's journeys, in the order of its first touchpoint; without those who are judged to be no customers.
// mode     read
// return   person       STRING         the id
// return   number       INTEGER        the journey's number, from 0
// return   part         INTEGER        the part of a journey cut at its greatest length, from 0
// return   stage        STRING         the stage the journey is in
// return   touchpoints  LIST<STRING>   ids in order
// return   steps        LIST<STRING>   types in order
// return   stages       LIST<STRING>   the stage of every step
// return   channels     LIST<STRING>   the channel of every step
// return   at           LIST<INTEGER>  event times in microseconds
MATCH (p:Person)-[:TOOK]->(j:Journey)
WHERE NOT p:Excluded
RETURN p.id AS person, j.number AS number, j.part AS part, j.stage AS stage, j.touchpoints AS touchpoints, j.steps AS steps, j.stages AS stages,
  j.channels AS channels, j.at AS at
ORDER BY head(touchpoints), number, part
