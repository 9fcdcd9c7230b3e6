// purpose  A household is found by its key.
// mode     schema
CREATE CONSTRAINT unique_household IF NOT EXISTS FOR (n:Household) REQUIRE n.key IS UNIQUE
