// purpose  Some entries, each with what was decided since the run before it: that is what it acted on.
// mode     read
// param    numbers  LIST<INTEGER>  numbers of entries
// return   number   INTEGER        from 1, without a gap
// return   kind     STRING         run, judgement, undo, agreement or policy
// return   at       DATETIME       when it was appended
// return   author   STRING         who did it
// return   since    LIST<MAP>      kind, subject and author of the decisions between the run before it and itself
// browser  :param numbers => [1]
UNWIND $numbers AS number
MATCH (e:Entry {number: number})
CALL (e) {
  OPTIONAL MATCH (r:Entry {kind: 'run'})
  WHERE r.number < e.number
  RETURN coalesce(max(r.number), 0) AS before
}
RETURN e.number AS number, e.kind AS kind, e.at AS at, e.author AS author,
  COLLECT {
    MATCH (d:Entry)
    WHERE before < d.number < e.number AND d.kind IN ['judgement', 'undo', 'agreement', 'policy']
    RETURN {kind: d.kind, subject: d.subject, author: d.author} AS decision ORDER BY d.number
  } AS since
ORDER BY number
