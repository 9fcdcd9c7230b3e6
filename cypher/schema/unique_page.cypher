// purpose  A page of journeys is found by its name.
// mode     schema
CREATE CONSTRAINT unique_page IF NOT EXISTS FOR (n:Page) REQUIRE n.id IS UNIQUE
