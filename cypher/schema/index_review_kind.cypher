// purpose  Items of one kind are found in a long queue.
// mode     schema
CREATE INDEX index_review_kind IF NOT EXISTS FOR (n:Review) ON (n.kind)
