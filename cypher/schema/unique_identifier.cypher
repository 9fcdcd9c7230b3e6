// purpose  An identifier is found by namespace and normal form.
// mode     schema
CREATE CONSTRAINT unique_identifier IF NOT EXISTS FOR (n:Identifier) REQUIRE n.key IS UNIQUE
