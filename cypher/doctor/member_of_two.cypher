// purpose  Records, identifiers and uses that belong to more than one person.
// mode     read
// return   problem  STRING  one sentence
MATCH (member)-[:BELONGS_TO]->(person:Person)
WITH member, count(person) AS persons
WHERE persons > 1
RETURN labels(member)[0] + ' ' + coalesce(member.id, member.key) + ' belongs to ' + persons + ' persons.' AS problem
LIMIT 20
