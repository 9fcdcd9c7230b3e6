// purpose  A load is found by its id.
// mode     schema
CREATE CONSTRAINT unique_load IF NOT EXISTS FOR (n:Load) REQUIRE n.id IS UNIQUE
