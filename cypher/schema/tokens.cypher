// purpose  Make the names known that a projection asks for, even before any data has them.
// mode     schema
// return   known  BOOLEAN  always true
CALL db.createLabel('Record')
CALL db.createLabel('Identifier')
CALL db.createRelationshipType('STATES')
CALL db.createRelationshipType('SEEN_WITH')
CALL db.createRelationshipType('ALIAS')
CALL db.createRelationshipType('RESEMBLES')
CALL db.createRelationshipType('CONTRADICTS')
CALL db.createRelationshipType('KEYED')
CALL db.createProperty('barred')
CALL db.createProperty('score')
RETURN true AS known
