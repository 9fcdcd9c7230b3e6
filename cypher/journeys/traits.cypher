// purpose  Every trait that golden records have, and the kind of person, which each has.
// mode     read
// return   traits  LIST<STRING>  their names, in the order of the alphabet
// browser  
OPTIONAL MATCH (:Person)-[g:GOLDEN]->()
UNWIND coalesce(g.traits, []) + ['kind'] AS trait
WITH DISTINCT trait ORDER BY trait
RETURN collect(trait) AS traits
