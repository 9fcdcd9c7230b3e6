// purpose  A list of postings is found by its shelf, week and character.
// mode     schema
CREATE CONSTRAINT unique_posting IF NOT EXISTS FOR (n:Posting) REQUIRE n.id IS UNIQUE
