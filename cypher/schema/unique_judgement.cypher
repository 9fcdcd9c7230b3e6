// purpose  A judgement exists once.
// mode     schema
CREATE CONSTRAINT unique_judgement IF NOT EXISTS FOR (n:Judgement) REQUIRE n.id IS UNIQUE
