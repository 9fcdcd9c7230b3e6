// purpose  A spend row is kept once.
// mode     schema
CREATE CONSTRAINT unique_spend IF NOT EXISTS FOR (n:Spend) REQUIRE n.id IS UNIQUE
