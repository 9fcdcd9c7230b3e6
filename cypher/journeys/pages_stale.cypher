// purpose  Some pages that must be gathered again, whether all must, and which character stands for what on them.
// mode     read
// param    limit   INTEGER       how many at most
// param    form    INTEGER       the form in which pages are written now
// return   ids     LIST<STRING>  the pages
// return   former  BOOLEAN       the pages there are were written in another form
// return   known   MAP           types and typeCharacters, one for each; pairTypes, pairChannels and pairCharacters, for each type in each channel that it was seen in; form; null before the first page
// browser  :param limit => 10; :param form => 2
CYPHER replan=skip
OPTIONAL MATCH (a:Alphabet {name: 'steps'})
RETURN COLLECT {
    MATCH (g:Stale)
    USING SCAN g:Stale
    WHERE g:Page
    RETURN g.id LIMIT $limit
  } AS ids,
  a IS NOT NULL AND (a.form IS NULL OR a.form <> $form) AS former, properties(a) AS known
