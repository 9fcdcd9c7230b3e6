// purpose  A product is found by its name.
// mode     schema
CREATE CONSTRAINT unique_product IF NOT EXISTS FOR (n:Product) REQUIRE n.name IS UNIQUE
