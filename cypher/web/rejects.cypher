// purpose  Why rows wait rejected, most frequent reason first.
// mode     read
// param    limit   INTEGER   reasons at most
// return   source  STRING    the source
// return   reason  STRING    why the rows were rejected
// return   rows    INTEGER   how many
// return   file    STRING    one of the files
// return   line    INTEGER   a line in it
// return   latest  DATETIME  when the latest was rejected
// browser  :param limit => 20
MATCH (r:Reject {state: 'open'})
WITH r ORDER BY r.at DESC
WITH r.source AS source, r.reason AS reason, collect(r)[0] AS latest, count(r) AS rows
RETURN source, reason, rows, latest.file AS file, latest.line AS line, latest.at AS latest
ORDER BY rows DESC, source, reason LIMIT $limit
