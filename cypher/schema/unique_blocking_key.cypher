// purpose  A blocking key is found by its text.
// mode     schema
CREATE CONSTRAINT unique_blocking_key IF NOT EXISTS FOR (n:BlockingKey) REQUIRE n.key IS UNIQUE
