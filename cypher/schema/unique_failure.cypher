// purpose  A failure is found by what it is about.
// mode     schema
CREATE CONSTRAINT unique_failure IF NOT EXISTS FOR (n:Failure) REQUIRE n.id IS UNIQUE
