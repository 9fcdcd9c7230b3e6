// purpose  Judgements are listed from the latest back.
// mode     schema
CREATE INDEX index_judgement_number IF NOT EXISTS FOR (n:Judgement) ON (n.number)
