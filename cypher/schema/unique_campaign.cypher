// purpose  A campaign is found by its name.
// mode     schema
CREATE CONSTRAINT unique_campaign IF NOT EXISTS FOR (n:Campaign) REQUIRE n.name IS UNIQUE
