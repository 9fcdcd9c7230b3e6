// purpose  Whether analyses tell all types of touchpoints apart.
// mode     read
// return   problem  STRING  one sentence
MATCH (a:Alphabet {name: 'steps'})
WHERE '(other)' IN a.types
RETURN 'Touchpoints have more types, or types in a channel, than analyses tell apart; what is beyond is (other) there. '
  + 'Translate types that are numbers in the mapping (`values`), load again and run `throughline unify --full`.' AS problem
