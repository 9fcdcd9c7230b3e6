MATCH (a)-[r]->(b)
WHERE NOT a:Load
RETURN type(r) AS type, coalesce(a.id, a.key, a.name) AS a, coalesce(b.id, b.key, b.name) AS b, properties(r) AS properties
