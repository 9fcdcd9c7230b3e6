// purpose  The shortest way from one member to another over what joins: admitted links, and judgements that stand.
// mode     read
// param    a     STRING  a record id, or the key of an identifier or a use
// param    b     STRING  another
// return   path  PATH    the way; no row when they are apart
// browser  :param a => 'crm:C-1001'; :param b => 'email:ada@example.com'
MATCH (a:Record|Identifier|Use)
WHERE a.id = $a OR a.key = $a AND NOT a:Record
MATCH (b:Record|Identifier|Use)
WHERE (b.id = $b OR b.key = $b AND NOT b:Record) AND a <> b
MATCH path = shortestPath((a)-[:ADMITTED|ON*..1000]-(b))
WHERE all(r IN relationships(path) WHERE type(r) = 'ADMITTED' OR r.pair)
  AND all(n IN nodes(path) WHERE NOT n:Judgement OR (n.state = 'stands' AND n.verdict = 'same'))
RETURN path
