// purpose  Keep what one transaction did; it belongs to no entry until its run is sealed.
// mode     write
// param    kept  MAP  number (over the whole ledger, from 1), at, content (lines of JSON), digest (SHA-256 of number, time and content)
CYPHER replan=skip
CREATE (c:ChangeSet:Pending)
SET c = $kept
