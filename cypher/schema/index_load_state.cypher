// purpose  Loads that are under way, or were killed, are found among all that there were; so are those by one mapping.
// mode     schema
CREATE INDEX index_load_state IF NOT EXISTS FOR (n:Load) ON (n.state, n.mapping, n.at)
