// purpose  One change set for each number.
// mode     schema
CREATE CONSTRAINT unique_change_set IF NOT EXISTS FOR (c:ChangeSet) REQUIRE c.number IS UNIQUE
