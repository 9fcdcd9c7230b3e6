// purpose  A value that was set aside is kept once, however often its file is loaded.
// mode     schema
CREATE CONSTRAINT unique_set_aside IF NOT EXISTS FOR (n:SetAside) REQUIRE n.id IS UNIQUE
