// purpose  An id that is no longer in use is found, to be answered with its successor.
// mode     schema
CREATE CONSTRAINT unique_redirect IF NOT EXISTS FOR (n:Redirect) REQUIRE n.id IS UNIQUE
