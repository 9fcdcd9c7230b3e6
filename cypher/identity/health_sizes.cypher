// purpose  How many persons there are of each size, in members and in identifiers.
// mode     read
// return   upTo         INTEGER  the largest size of the class: 1, 2, 5, 10, 20, 50, 100; null for more
// return   persons      INTEGER  persons of so many members
// return   byValues     INTEGER  persons of so many identifiers
MATCH (p:Person)
WHERE NOT p:Excluded
WITH p.members AS size, COUNT { (p)<-[:BELONGS_TO]-(:Identifier|Use) } AS values
WITH size, values, count(*) AS many
WITH collect([size, values, many]) AS groups
UNWIND [[0, 1], [1, 2], [2, 5], [5, 10], [10, 20], [20, 50], [50, 100], [100, null]] AS class
RETURN class[1] AS upTo,
  reduce(n = 0, g IN groups | n + CASE WHEN g[0] > class[0] AND (class[1] IS NULL OR g[0] <= class[1]) THEN g[2] ELSE 0 END) AS persons,
  reduce(n = 0, g IN groups | n + CASE WHEN g[1] > class[0] AND (class[1] IS NULL OR g[1] <= class[1]) THEN g[2] ELSE 0 END) AS byValues
