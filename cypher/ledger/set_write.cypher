// purpose  Keep what one transaction did; it belongs to no entry until its run is sealed.
// mode     write
// param    number   INTEGER   over the whole ledger, from 1
// param    at       DATETIME  when
// param    content  STRING    lines of JSON
// param    digest   STRING    SHA-256 of number, time and content
CREATE (:ChangeSet:Pending {number: $number, at: $at, content: $content, digest: $digest})
