// purpose  A version of the policy exists once.
// mode     schema
CREATE CONSTRAINT unique_policy IF NOT EXISTS FOR (n:Policy) REQUIRE n.version IS UNIQUE
