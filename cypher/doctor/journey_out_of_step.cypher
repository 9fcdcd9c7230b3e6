// purpose  Journeys whose lists do not fit each other, or that have a number or a time that cannot be.
// mode     read
// return   problem  STRING  one sentence
MATCH (journey:Journey)
WHERE size(journey.touchpoints) <> size(journey.steps) OR size(journey.steps) <> size(journey.at)
  OR size(journey.at) <> size(journey.channels) OR size(journey.channels) <> size(journey.stages)
  OR NOT 0 <= journey.number <= 1000000000 OR NOT 0 <= journey.part <= 1000000000
  OR any(place IN journey.creditAt WHERE NOT 0 <= place < size(journey.steps))
  OR any(at IN [journey.at[0], journey.at[-1]] WHERE NOT -62135596800000000 <= at <= 253402300799999999)
RETURN 'Journey ' + journey.id + ' has lists that do not fit each other, or a number or time that cannot be; run `throughline unify --full`.' AS problem
LIMIT 20
