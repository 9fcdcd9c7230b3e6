// purpose  Persons that have changed and may be two: their records do not agree on name or date of birth, or no record speaks for all their addresses and log-ins.
// mode     read
// param    most    INTEGER  members at most; larger ones are in the queue for their size
// return   person  STRING   the id
// note     An address or log-in says who somebody is where two letters of it stand together; what has another alphabet is for Python to judge.
CYPHER replan=skip
MATCH (p:Stale)
WHERE 3 <= p.members <= $most AND NOT p:Excluded
WITH p, [(p)<-[:BELONGS_TO]-(m) WHERE m:Record OR m:Identifier AND m.namespace IN ['email', 'login'] | m] AS said
WHERE size(said) > 1
WITH p, [m IN said WHERE m:Record] AS records, [m IN said WHERE m:Identifier] AS values
WHERE size(records) + size([m IN values WHERE split(toStringOrNull(m.value), '@')[0] =~ '(?s).*([a-zA-Z]{2}|[^\\x00-\\x7F]).*']) > 1
WITH p, size(values) AS values, [r IN records | [toLower(coalesce(toStringOrNull(r.organisation), coalesce(toStringOrNull(r.givenName), '') + ' '
    + coalesce(toStringOrNull(r.familyName), toStringOrNull(r.fullName), toStringOrNull(r.nativeName), ''))), r.birthDate]] AS said
// A date of birth that one of two records lacks is not the same one.
WHERE values > 0 OR any(each IN said WHERE coalesce(each <> said[0], true))
RETURN p.id AS person
