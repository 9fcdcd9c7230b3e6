// purpose  Identifiers that may be nobody's: a word among values that are none, and what far more share than is the norm of its namespace.
// mode     read
// param    least   INTEGER  links that a value has at least
// param    limit   INTEGER  values at most
// return   key      STRING   the identifier
// return   links    INTEGER  records that state it, and identifiers that it was seen with
// return   norm     INTEGER  so many links have 99.9 percent of the values of its namespace at most
// return   because  STRING   word or shared
// note     A namespace of which one value in twenty is a word has words for names, as log-ins do. What is set apart already is not listed.
// browser  :param least => 5; :param limit => 20
CALL () {
  MATCH (i:Identifier)
  WHERE i.standing IS NULL AND i.value IS NOT NULL
  WITH i.namespace AS namespace, i.value =~ '(.*/)?\\p{L}{2,24}' AS word, COUNT { (i)-[:STATES|SEEN_WITH]-() } AS links
  RETURN namespace, percentileDisc(links, 0.999) AS norm, 20 * count(CASE WHEN word THEN 1 END) > count(*) AS words
}
MATCH (i:Identifier)
WHERE i.namespace = namespace AND i.standing IS NULL AND i.value IS NOT NULL
WITH i, norm, words, COUNT { (i)-[:STATES|SEEN_WITH]-() } AS links
WHERE links >= $least
WITH i, norm, links, CASE
    WHEN NOT words AND i.value =~ '(.*/)?\\p{L}{2,24}' THEN 'word'
    WHEN links > norm THEN 'shared' END AS because
WHERE because IS NOT NULL
RETURN i.key AS key, links, norm, because
ORDER BY links DESC, key
LIMIT $limit
