// purpose  A person is found by the issued id.
// mode     schema
CREATE CONSTRAINT unique_person IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE
