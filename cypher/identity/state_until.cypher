// purpose  Note up to which instant persons are derived, before the first of them is; where all counts again, once the last of them is.
// mode     write
// param    until  DATETIME  the instant; null: all counts
MERGE (s:State {name: 'graph'})
SET s.until = $until
