// purpose  Set aside new identifiers that people type and that look like junk.
// mode     auto
// param    namespaces  LIST<STRING>  the namespaces that people type
// param    pattern     STRING        one regular expression over the whole value
// return   barred      INTEGER       how many identifiers this was
// browser  :param {namespaces: ['email'], pattern: '(?i)test@.*'}
MATCH (i:Identifier:Touched)
WHERE i.standing IS NULL AND i.namespace IN $namespaces AND i.value =~ $pattern
CALL (i) {
  SET i.standing = 'junk', i.barred = 1
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS barred
