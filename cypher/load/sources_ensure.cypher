// purpose  A source exists, as its mapping describes it.
// mode     write
// param    name       STRING  the source
// param    kind       STRING  crm, web, app, …
// param    owner      STRING  the function that owns it
// param    freshness  STRING  how old its newest data may be, as an ISO 8601 duration, or null
MERGE (s:Source {name: $name})
SET s.kind = $kind, s.owner = $owner, s.freshnessTarget = $freshness
