// purpose  What some change sets say of persons or members: where those were before, or went.
// mode     read
// param    numbers  LIST<INTEGER>  change sets
// param    names    LIST<STRING>   person ids and hashes of members
// return   number   INTEGER        the change set
// return   lines    LIST<STRING>   JSON
// browser  :param numbers => [1]; :param names => ['P-1']
MATCH (c:ChangeSet)
WHERE c.number IN $numbers
RETURN c.number AS number, [line IN split(c.content, '\n') WHERE any(name IN $names WHERE line CONTAINS name)] AS lines
ORDER BY number
