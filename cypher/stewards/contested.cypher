// purpose  What several persons claim with equal right, with the links that were refused because of it.
// mode     read
// param    limit  INTEGER  links at most
// return   claim  PATH     whose member claims what
// browser  :param limit => 200
MATCH claim = (:Person)<-[:BELONGS_TO]-()-[:REFUSED {rule: 'contested'}]-()
RETURN claim
LIMIT $limit
