// purpose  A touchpoint type is found by its name.
// mode     schema
CREATE CONSTRAINT unique_touchpoint_type IF NOT EXISTS FOR (n:TouchpointType) REQUIRE n.name IS UNIQUE
