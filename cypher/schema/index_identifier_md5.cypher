// purpose  A plain identifier is found by its MD5.
// mode     schema
CREATE INDEX index_identifier_md5 IF NOT EXISTS FOR (n:Identifier) ON (n.md5)
