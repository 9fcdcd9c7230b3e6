// purpose  A plain identifier is found by its SHA-1.
// mode     schema
CREATE INDEX index_identifier_sha1 IF NOT EXISTS FOR (n:Identifier) ON (n.sha1)
