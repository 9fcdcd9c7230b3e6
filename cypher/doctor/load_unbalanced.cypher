// purpose  Closed loads whose rows do not add up: read = new + changed + repeated + rejected.
// mode     read
// return   problem  STRING  one sentence
MATCH (load:Load)
WHERE load.state IN ['done', 'damaged'] AND load.read <> load.new + load.changed + load.repeated + load.rejected
RETURN 'Load ' + load.id + ' of ' + coalesce(load.source, 'an unnamed source') + ' lost rows: read ' + load.read
  + ' is not new + changed + repeated + rejected.' AS problem
LIMIT 20
