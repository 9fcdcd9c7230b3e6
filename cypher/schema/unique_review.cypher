// purpose  A thing to review is in the queue once.
// mode     schema
CREATE CONSTRAINT unique_review IF NOT EXISTS FOR (n:Review) REQUIRE n.id IS UNIQUE
