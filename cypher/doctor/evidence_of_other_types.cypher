// purpose  Evidence whose stored values are not of the type that loading gives them: a list where a text is expected, a text where a moment is.
// mode     read
// return   problem  STRING  one sentence
CALL () {
  MATCH (r:Record)
  WHERE NOT r.at IS :: ZONED DATETIME OR NOT r.source IS :: STRING
    OR any(name IN ['givenName', 'familyName', 'fullName', 'nativeName', 'organisation'] WHERE NOT r[name] IS :: STRING)
  RETURN 'Record ' + r.id AS what
  LIMIT 20
  UNION ALL
  MATCH (i:Identifier)
  WHERE NOT i.value IS :: STRING OR NOT i.scope IS :: STRING OR NOT i.first IS :: ZONED DATETIME OR NOT i.last IS :: ZONED DATETIME
  RETURN 'Identifier ' + i.key AS what
  LIMIT 20
  UNION ALL
  MATCH (t:Touchpoint)
  WHERE NOT t.at IS :: ZONED DATETIME OR NOT t.type IS :: STRING OR NOT t.channel IS :: STRING OR NOT t.sequence IS :: INTEGER
    OR NOT t.value IS :: FLOAT | INTEGER OR NOT t.currency IS :: STRING
  RETURN 'Touchpoint ' + t.id AS what
  LIMIT 20
}
RETURN what + ' holds a value of another type than loading gives it; correct it, or load its row again as a new version.' AS problem
