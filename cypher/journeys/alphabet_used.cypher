// purpose  How many types, and types in a channel, journeys have now.
// mode     read
// return   types  INTEGER  types
// return   pairs  INTEGER  types in a channel
MATCH (j:Journey)
UNWIND range(0, size(j.steps) - 1) AS place
WITH DISTINCT j.steps[place] AS type, j.channels[place] AS channel
RETURN count(DISTINCT type) AS types, count(*) AS pairs
