// purpose  Make whoever applies a scoring model wait for another who does.
// mode     write
// note     Writing to the state first makes two appliers take turns.
MERGE (s:State {name: 'graph'})
SET s.name = 'graph'
