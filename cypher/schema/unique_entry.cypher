// purpose  One ledger entry for each number.
// mode     schema
CREATE CONSTRAINT unique_entry IF NOT EXISTS FOR (e:Entry) REQUIRE e.number IS UNIQUE
