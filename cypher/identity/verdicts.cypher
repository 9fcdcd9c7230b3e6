// purpose  The verdicts that stand between some members.
// mode     read
// param    nodes    LIST<STRING>  element ids
// return   verdict  STRING        the element id of the verdict
// return   a        STRING        its start
// return   b        STRING        its end
// return   type     STRING        ADMITTED or REFUSED
// return   rule     STRING        the rule, null for what simply joins
// return   because  STRING        what spoke against it, null if nothing
CYPHER replan=skip
UNWIND $nodes AS node
MATCH (n)-[v:ADMITTED|REFUSED]-()
WHERE elementId(n) = node
RETURN DISTINCT elementId(v) AS verdict, elementId(startNode(v)) AS a, elementId(endNode(v)) AS b, type(v) AS type, v.rule AS rule, v.because AS because
