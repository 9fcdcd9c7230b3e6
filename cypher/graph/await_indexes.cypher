// purpose  Wait until every index is online, five minutes at most.
// mode     auto
CALL db.awaitIndexes(300)
