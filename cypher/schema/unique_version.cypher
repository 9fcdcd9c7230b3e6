// purpose  A version of a record is kept once.
// mode     schema
CREATE CONSTRAINT unique_version IF NOT EXISTS FOR (n:Version) REQUIRE n.id IS UNIQUE
