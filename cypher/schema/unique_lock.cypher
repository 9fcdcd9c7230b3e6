// purpose  A lock exists once.
// mode     schema
CREATE CONSTRAINT unique_lock IF NOT EXISTS FOR (n:Lock) REQUIRE n.name IS UNIQUE
