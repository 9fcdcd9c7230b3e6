// purpose  The versions of the database and of Graph Data Science.
// mode     read
// return   neo4j    STRING  e.g. '5.26.30'
// return   edition  STRING  e.g. 'community'
// return   gds      STRING  e.g. '2.13.9'
CALL dbms.components() YIELD name, versions, edition
WHERE name = 'Neo4j Kernel'
RETURN versions[0] AS neo4j, edition, gds.version() AS gds
