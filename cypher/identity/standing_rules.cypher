// purpose  Set aside new identifiers whose namespace never joins persons.
// mode     auto
// param    shared    LIST<STRING>  namespaces whose values are shared
// param    evidence  LIST<STRING>  namespaces that only feed scores
// return   barred    INTEGER       how many identifiers this was
// browser  :param {shared: [], evidence: ['ip']}
MATCH (i:Identifier:Touched)
WHERE i.standing IS NULL AND (i.namespace IN $shared OR i.namespace IN $evidence)
CALL (i) {
  SET i.standing = CASE WHEN i.namespace IN $shared THEN 'shared' ELSE 'evidence' END, i.barred = 1
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS barred
