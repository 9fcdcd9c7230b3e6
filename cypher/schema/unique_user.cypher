// purpose  A named account of the pages exists once.
// mode     schema
CREATE CONSTRAINT unique_user IF NOT EXISTS FOR (n:User) REQUIRE n.name IS UNIQUE
