// purpose  The state of the graph exists once.
// mode     schema
CREATE CONSTRAINT unique_state IF NOT EXISTS FOR (n:State) REQUIRE n.name IS UNIQUE
