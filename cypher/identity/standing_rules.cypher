// purpose  Set aside new identifiers whose namespace never joins persons, or is none that the policy knows.
// mode     auto
// param    shared    LIST<STRING>  namespaces whose values are shared
// param    evidence  LIST<STRING>  namespaces that only feed scores
// param    joining   LIST<STRING>  namespaces whose values join
// return   barred    INTEGER       how many identifiers this was
// browser  :param {shared: [], evidence: ['ip'], joining: ['email', 'phone']}
MATCH (i:Identifier:Touched)
WHERE i.standing IS NULL AND NOT i.namespace IN $joining
CALL (i) {
  SET i.standing = CASE WHEN i.namespace IN $shared THEN 'shared' WHEN i.namespace IN $evidence THEN 'evidence' ELSE 'unknown' END, i.barred = 1
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS barred
