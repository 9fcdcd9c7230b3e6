// purpose  A plain identifier is found by its SHA-256.
// mode     schema
CREATE INDEX index_identifier_sha256 IF NOT EXISTS FOR (n:Identifier) ON (n.sha256)
