// purpose  The lists of postings of a type in a channel, on a shelf, from one week to another.
// mode     schema
CREATE INDEX index_posting_pair IF NOT EXISTS FOR (n:Posting) ON (n.pair, n.shelf, n.week)
