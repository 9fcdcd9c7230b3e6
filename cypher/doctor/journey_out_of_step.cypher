// purpose  Journeys whose lists differ in length or whose count of touchpoints is wrong.
// mode     read
// return   problem  STRING  one sentence
MATCH (journey:Journey)
WHERE size(journey.touchpoints) <> size(journey.steps) OR size(journey.steps) <> size(journey.at)
  OR size(journey.at) <> size(journey.channels) OR size(journey.channels) <> size(journey.stages)
RETURN 'Journey ' + journey.id + ' has lists of different length; run `throughline unify --full`.' AS problem
LIMIT 20
