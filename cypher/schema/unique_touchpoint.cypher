// purpose  A touchpoint is found by its id.
// mode     schema
CREATE CONSTRAINT unique_touchpoint IF NOT EXISTS FOR (n:Touchpoint) REQUIRE n.id IS UNIQUE
