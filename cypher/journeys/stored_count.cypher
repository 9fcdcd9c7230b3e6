// purpose  How many journeys and steps are stored.
// mode     read
// return   journeys  INTEGER  parts of journeys
// return   steps     INTEGER  steps in them
MATCH (j:Journey)
RETURN count(j) AS journeys, coalesce(sum(size(j.at)), 0) AS steps
