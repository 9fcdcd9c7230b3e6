// purpose  The journeys that lie on a page are found by its name.
// mode     schema
CREATE INDEX index_journey_page IF NOT EXISTS FOR (n:Journey) ON (n.page)
