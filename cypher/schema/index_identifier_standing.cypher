// purpose  The few identifiers that do not join are found by their standing.
// mode     schema
CREATE INDEX index_identifier_standing IF NOT EXISTS FOR (n:Identifier) ON (n.standing)
