// purpose  A source is found by its name.
// mode     schema
CREATE CONSTRAINT unique_source IF NOT EXISTS FOR (n:Source) REQUIRE n.name IS UNIQUE
