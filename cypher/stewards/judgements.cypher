// purpose  The latest judgements that stand or wait, with the members they were made on and what they superseded or undid.
// mode     read
// param    limit  INTEGER  judgements at most
// return   said   PATH     a judgement on a member, or the undoing of one
// browser  :param limit => 50
MATCH (j:Judgement)
WHERE j.state IN ['stands', 'pending']
WITH j ORDER BY j.number DESC LIMIT $limit
MATCH said = (j)-[on:ON|UNDOES]->()
WHERE type(on) = 'UNDOES' OR on.pair
RETURN said
