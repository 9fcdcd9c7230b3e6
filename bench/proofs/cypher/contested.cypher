// purpose  Touchpoints that two persons claim with equal right.
// mode     read
// return   contested  STRING  the touchpoint's id
MATCH (t:Contested)
RETURN t.id AS contested
