// Persons to ask for: up to $limit of those whose journeys begin with at least $steps touchpoints.
MATCH (j:Journey {part: 0})
WHERE size(j.touchpoints) >= $steps
WITH j, rand() AS place ORDER BY place LIMIT $limit
MATCH (p:Person)-[:TOOK]->(j)
RETURN DISTINCT p.id AS id
