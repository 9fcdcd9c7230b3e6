// purpose  The lines of the ledger that name a person or a member.
// mode     read
// param    names   LIST<STRING>  person ids and hashes of members
// param    until   DATETIME      leave out what came later; null keeps all
// return   number  INTEGER       the change set
// return   at      DATETIME      when
// return   entry   INTEGER       its entry, null while its run has not ended
// return   lines   LIST<STRING>  JSON
// browser  :param names => ['P-1']; :param until => null
MATCH (c:ChangeSet)
WHERE ($until IS NULL OR c.at <= $until) AND any(name IN $names WHERE c.content CONTAINS name)
WITH c, [line IN split(c.content, '\n') WHERE any(name IN $names WHERE line CONTAINS name)] AS lines
RETURN c.number AS number, c.at AS at, head([(e:Entry)-[:DID]->(c) | e.number]) AS entry, lines
ORDER BY number
