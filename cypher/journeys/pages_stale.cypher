// purpose  Some pages that must be gathered again, and whether all must.
// mode     read
// param    limit   INTEGER       how many at most
// param    form    INTEGER       the form in which pages are written now
// return   ids     LIST<STRING>  the pages
// return   former  BOOLEAN       the pages there are were written in another form
// browser  :param limit => 10; :param form => 2
RETURN COLLECT {
    MATCH (g:Stale)
    WHERE g:Page
    RETURN g.id LIMIT $limit
  } AS ids,
  EXISTS { MATCH (a:Alphabet {name: 'steps'}) WHERE a.form IS NULL OR a.form <> $form } AS former
