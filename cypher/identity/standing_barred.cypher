// purpose  Set aside new identifiers of a namespace that never joins or that no policy knows, and those that are a junk word or its hash, or look like junk, or are the hash of one that does.
// mode     auto
// param    shared    LIST<STRING>  namespaces whose values are shared
// param    evidence  LIST<STRING>  namespaces that only feed scores
// param    joining   LIST<STRING>  namespaces whose values join
// param    words     LIST<STRING>  junk words in small letters
// param    typed     LIST<STRING>  the namespaces that people type
// param    patterns  LIST<STRING>  regular expressions over the whole value, where people type
// param    anywhere  LIST<STRING>  the same for every namespace
// param    hashes    LIST<STRING>  SHA-256, MD5 and SHA-1 of junk words and of nothing, in hexadecimal
// return   barred    INTEGER       how many identifiers this was
// browser  :param shared => []; :param evidence => ['ip']; :param joining => ['email', 'phone']; :param words => ['null', 'anonymous']; :param typed => ['email']; :param patterns => ['(?i)test@.*']; :param anywhere => ['0+']; :param hashes => ['d41d8cd98f00b204e9800998ecf8427e']
MATCH (i:Touched)
WHERE i:Identifier AND i.standing IS NULL
// What is junk is so in every scope: of shop/null the value is null. The hash of a known value is judged by that value.
// No identifier is longer than 1,000 characters; an expression over a longer text takes as long as its square.
WITH i, CASE WHEN i.hashed IS NULL THEN [i] ELSE [(plain:Identifier)-[:ALIAS]->(i) | plain] END AS plain
WITH i, [each IN plain WHERE each.value IS NOT NULL | left(substring(toStringOrNull(each.value), coalesce(size(toStringOrNull(each.scope)) + 1, 0)), 1000)] AS values
WITH i, CASE
    WHEN i.namespace IN $joining THEN CASE
      WHEN any(value IN values WHERE toLower(value) IN $words OR any(pattern IN $anywhere WHERE value =~ pattern)
          OR i.namespace IN $typed AND any(pattern IN $patterns WHERE value =~ pattern)
          OR size(value) IN [32, 40, 64] AND toLower(value) IN $hashes)
        OR i.hashed IS NOT NULL AND last(split(i.key, ':')) IN $hashes THEN 'junk' END
    WHEN i.namespace IN $shared THEN 'shared'
    WHEN i.namespace IN $evidence THEN 'evidence'
    ELSE 'unknown' END AS standing
WHERE standing IS NOT NULL
CALL (i, standing) {
  SET i.standing = standing, i.barred = 1, i.late = CASE WHEN i.twin IS NOT NULL THEN true END
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS barred
