// purpose  The properties that some touchpoint among many has; a name that none of them has is taken for a mistake.
// mode     read
// return   names  LIST<STRING>  names, in order
// note     Every source is looked at by its first thousand touchpoints: all of them would take a second for each million.
OPTIONAL MATCH (s:Source)
WITH collect(s.name) AS sources
CALL (sources) {
  MATCH (t:Touchpoint)
  WITH t LIMIT 20000
  UNWIND keys(t) AS name
  RETURN name
  UNION
  UNWIND sources AS source
  CALL (source) {
    MATCH (t:Touchpoint)
    WHERE t.id STARTS WITH source + ':'
    RETURN t LIMIT 1000
  }
  UNWIND keys(t) AS name
  RETURN name
  UNION
  UNWIND ['at', 'campaign', 'channel', 'source', 'type', 'value'] AS name
  RETURN name
}
WITH name WHERE NOT name IN ['hash', 'id', 'key', 'receivedAt', 'version']
WITH name ORDER BY name
RETURN collect(name) AS names
