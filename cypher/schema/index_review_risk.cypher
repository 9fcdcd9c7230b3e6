// purpose  The queue is read from the riskiest on.
// mode     schema
CREATE INDEX index_review_risk IF NOT EXISTS FOR (n:Review) ON (n.risk, n.id)
