// purpose  Which character stands for which type, and for which type in a channel, on the pages.
// mode     read
// return   types           LIST<STRING>  types
// return   typeCharacters  LIST<STRING>  the character of each type
// return   pairTypes       LIST<STRING>  types, once for every channel that each was seen in
// return   pairChannels    LIST<STRING>  that channel
// return   pairCharacters  LIST<STRING>  the character of both together
// return   form            INTEGER       the form of the pages, null for the first ones
MATCH (a:Alphabet {name: 'steps'})
RETURN a.types AS types, a.typeCharacters AS typeCharacters, a.pairTypes AS pairTypes, a.pairChannels AS pairChannels, a.pairCharacters AS pairCharacters, a.form AS form
