// A world to serve: $persons persons of 2 identifiers and 1 record each, with $steps touchpoints in one journey each.
UNWIND range(1, $persons) AS n
CALL (n) {
  CREATE (p:Person {id: 'B-' + n, name: 'Person ' + n, kind: 'person', anonymous: false, members: 3, givenName: 'Person', familyName: toString(n), city: 'Town', search: 'Person ' + n})
  CREATE (r:Record {id: 'crm:' + n, source: 'crm', key: toString(n), kind: 'person', givenName: 'Person', familyName: toString(n), city: 'Town'})-[:BELONGS_TO]->(p)
  CREATE (p)-[:GOLDEN {traits: ['givenName', 'familyName', 'city'], rules: ['most_recent', 'most_recent', 'most_recent']}]->(r)
  CREATE (:Identifier {key: 'email:b' + n + '@example.com', namespace: 'email', value: 'b' + n + '@example.com'})-[:BELONGS_TO]->(p)
  CREATE (:Identifier {key: 'cookie:b' + n, namespace: 'cookie', value: 'b' + n})-[:BELONGS_TO]->(p)
  WITH p, n, 1760000000000000 + n * 1000000 AS start
  UNWIND range(0, $steps - 1) AS i
  CREATE (t:Touchpoint {
    id: 'bench:' + n + '/' + i, source: 'bench', key: n + '/' + i, at: datetime({epochMillis: (start + i * 3600000000) / 1000}),
    type: ['page_view', 'email_open', 'ad_click', 'purchase'][(n + i) % 4], channel: ['web', 'email', 'ads', 'store'][(n + i) % 4],
    sequence: 0, session: 's' + (i / 5), campaign: 'spring', page: '/lamps/' + (i % 7)
  })
  WITH p, n, collect(t) AS all, collect(start + i * 3600000000) AS at
  CREATE (p)-[:TOOK]->(:Journey {
    id: 'B-' + n + '/0/0', number: 0, part: 0, touchpoints: [t IN all | t.id], steps: [t IN all | t.type], at: at, channels: [t IN all | t.channel],
    stages: [t IN all | 'awareness'], first: at[0], last: at[-1], stage: 'awareness', value: 0.0, conversions: 0
  })
} IN TRANSACTIONS OF 500 ROWS
