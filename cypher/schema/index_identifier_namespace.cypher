// purpose  Identifiers are found by namespace.
// mode     schema
CREATE INDEX index_identifier_namespace IF NOT EXISTS FOR (n:Identifier) ON (n.namespace)
