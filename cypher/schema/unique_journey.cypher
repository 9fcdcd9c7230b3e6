// purpose  A journey part is found by its id.
// mode     schema
CREATE CONSTRAINT unique_journey IF NOT EXISTS FOR (n:Journey) REQUIRE n.id IS UNIQUE
