// purpose  Which character stands for which type and for which channel on the pages.
// mode     read
// return   types              LIST<STRING>  types
// return   typeCharacters     LIST<STRING>  the character of each type
// return   channels           LIST<STRING>  channels
// return   channelCharacters  LIST<STRING>  the character of each channel
MATCH (a:Alphabet {name: 'steps'})
RETURN a.types AS types, a.typeCharacters AS typeCharacters, a.channels AS channels, a.channelCharacters AS channelCharacters
