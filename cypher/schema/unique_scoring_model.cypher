// purpose  A version of the scoring model exists once.
// mode     schema
CREATE CONSTRAINT unique_scoring_model IF NOT EXISTS FOR (n:ScoringModel) REQUIRE n.version IS UNIQUE
