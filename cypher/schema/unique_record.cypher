// purpose  A record is found by source and key.
// mode     schema
CREATE CONSTRAINT unique_record IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE
