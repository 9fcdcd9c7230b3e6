// purpose  An API key is found by its hash.
// mode     schema
CREATE CONSTRAINT unique_api_key IF NOT EXISTS FOR (n:ApiKey) REQUIRE n.hash IS UNIQUE
