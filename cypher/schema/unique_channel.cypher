// purpose  A channel is found by its name.
// mode     schema
CREATE CONSTRAINT unique_channel IF NOT EXISTS FOR (n:Channel) REQUIRE n.name IS UNIQUE
