// purpose  A rejected row is kept once, however often its file is loaded.
// mode     schema
CREATE CONSTRAINT unique_reject IF NOT EXISTS FOR (n:Reject) REQUIRE n.id IS UNIQUE
