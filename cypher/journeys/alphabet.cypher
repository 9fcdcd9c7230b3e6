// purpose  Which character stands for which step on the pages.
// mode     read
// return   types           LIST<STRING>  types
// return   characters      LIST<STRING>  the character of each type
// return   pairTypes       LIST<STRING>  types, of pairs of type and channel
// return   pairChannels    LIST<STRING>  channels of the pairs
// return   pairCharacters  LIST<STRING>  the character of each pair
MATCH (a:Alphabet {name: 'steps'})
RETURN a.types AS types, a.characters AS characters, a.pairTypes AS pairTypes, a.pairChannels AS pairChannels, a.pairCharacters AS pairCharacters
