// purpose  The identifiers of some keys with the keys of their uses.
// mode     read
// param    keys  LIST<STRING>  identifier keys
// return   key   STRING        the identifier's key
// return   uses  LIST<STRING>  the keys of its uses, the latest first; empty where it does not change hands
// browser  :param keys => ['phone:+442071234567']
UNWIND $keys AS key
MATCH (i:Identifier {key: key})
RETURN key, COLLECT { MATCH (i)<-[:OF]-(u:Use) RETURN u.key ORDER BY u.from DESC } AS uses
