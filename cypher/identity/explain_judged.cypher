// purpose  The judgements that stand or wait between two members, or between a member and those that stood with the other.
// mode     read
// param    a        STRING        the element id of one
// param    b        STRING        the element id of the other
// return   id       STRING        the judgement
// return   verdict  STRING        same, different or unsure
// return   state    STRING        stands or pending
// return   author   STRING        who said so
// return   reason   STRING        why
// return   at       DATETIME      when
// return   pair     LIST<STRING>  the two members that were judged
MATCH (a)<-[left:ON]-(j:Judgement)-[right:ON]->(b)
WHERE elementId(a) = $a AND elementId(b) = $b AND left.side <> right.side AND j.state IN ['stands', 'pending']
RETURN DISTINCT j.id AS id, j.verdict AS verdict, j.state AS state, j.author AS author, j.reason AS reason, j.at AS at,
  COLLECT { MATCH (j)-[on:ON {pair: true}]->(m) RETURN coalesce('record/' + m.id, 'identifier/' + m.key) ORDER BY on.side } AS pair
ORDER BY at
