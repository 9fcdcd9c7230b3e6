// purpose  Whether some page does not tell every moment and order of what lies on it.
// mode     read
// return   rough  BOOLEAN  some page is rough
RETURN EXISTS { (:Rough) } AS rough
