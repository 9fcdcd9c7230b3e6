// purpose  Judgements that stand or wait are found among all that were ever made.
// mode     schema
CREATE INDEX index_judgement_state IF NOT EXISTS FOR (n:Judgement) ON (n.state, n.verdict)
