// purpose  A job is found by its id.
// mode     schema
CREATE CONSTRAINT unique_job IF NOT EXISTS FOR (n:Job) REQUIRE n.id IS UNIQUE
