// purpose  A use of an identifier is found by its identifier and first event time.
// mode     schema
CREATE CONSTRAINT unique_use IF NOT EXISTS FOR (n:Use) REQUIRE n.key IS UNIQUE
