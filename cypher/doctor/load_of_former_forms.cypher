// purpose  Files whose last load read values as an earlier version did: some of their keys, identifiers, amounts or times would be others now.
// mode     read
// return   problem  STRING  one sentence
// note     The number is that of loaders/facts.py. What a load has thrown away, such as the hyphen of a contract number, only its files still have.
MATCH (load:Load)
WHERE load.state IN ['done', 'running'] AND load.mapping IS NOT NULL AND load.source IS NOT NULL AND load.at IS NOT NULL
WITH load.source AS source, load.mapping AS mapping, load.file AS file, max(coalesce(load.forms, 1)) AS forms
WHERE forms < 2 AND file <> 'rejects'
WITH source, mapping, collect(file) AS files
RETURN 'Values of source ' + source + ' were read as an earlier version did; load these files by mapping ' + mapping + ' again, then unify: '
  + reduce(text = head(files), file IN files[1..10] | text + ', ' + file) + CASE WHEN size(files) > 10 THEN ' and ' + (size(files) - 10) + ' more.' ELSE '.' END AS problem
ORDER BY problem
LIMIT 20
