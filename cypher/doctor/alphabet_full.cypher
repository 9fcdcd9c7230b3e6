// purpose  Whether analyses tell all types of touchpoints apart.
// mode     read
// return   problem  STRING  one sentence
MATCH (a:Alphabet {name: 'steps'})
WHERE '(other)' IN a.types
  // A source may call a type so, too: only where there is no room for one more, some are beyond.
  AND (size(a.types) >= 2109 OR size(a.pairTypes) >= 8319)
RETURN 'Touchpoints have more types, or types in a channel, than analyses tell apart; what is beyond is (other) there. '
  + 'Translate types that are numbers in the mapping (`values`), load again and run `throughline unify --full`.' AS problem
