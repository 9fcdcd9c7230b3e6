// purpose  An account above persons is found by its key.
// mode     schema
CREATE CONSTRAINT unique_account IF NOT EXISTS FOR (n:Account) REQUIRE n.key IS UNIQUE
