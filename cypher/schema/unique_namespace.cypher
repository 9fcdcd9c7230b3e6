// purpose  A namespace is declared once.
// mode     schema
CREATE CONSTRAINT unique_namespace IF NOT EXISTS FOR (n:Namespace) REQUIRE n.name IS UNIQUE
