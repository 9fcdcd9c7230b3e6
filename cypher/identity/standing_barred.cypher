// purpose  Set aside new identifiers of a namespace that never joins or that no policy knows, and those that are a junk word or, where people type, look like junk.
// mode     auto
// param    shared    LIST<STRING>  namespaces whose values are shared
// param    evidence  LIST<STRING>  namespaces that only feed scores
// param    joining   LIST<STRING>  namespaces whose values join
// param    words     LIST<STRING>  junk words in small letters
// param    typed     LIST<STRING>  the namespaces that people type
// param    patterns  LIST<STRING>  regular expressions over the whole value
// return   barred    INTEGER       how many identifiers this was
// browser  :param shared => []; :param evidence => ['ip']; :param joining => ['email', 'phone']; :param words => ['null', 'anonymous']; :param typed => ['email']; :param patterns => ['(?i)test@.*']
MATCH (i:Touched)
WHERE i:Identifier AND i.standing IS NULL
WITH i, toStringOrNull(i.value) AS value
WITH i, CASE
    WHEN i.namespace IN $joining THEN CASE
      WHEN toLower(value) IN $words OR i.namespace IN $typed AND any(pattern IN $patterns WHERE value =~ pattern) THEN 'junk' END
    WHEN i.namespace IN $shared THEN 'shared'
    WHEN i.namespace IN $evidence THEN 'evidence'
    ELSE 'unknown' END AS standing
WHERE standing IS NOT NULL
CALL (i, standing) {
  SET i.standing = standing, i.barred = 1
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS barred
