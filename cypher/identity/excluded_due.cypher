// purpose  Whether anybody is, or was, judged to be no customer: most graphs have none.
// mode     read
// return   due  BOOLEAN  true if exclusions have to be looked at
RETURN EXISTS { (:Excluded) } OR EXISTS { (:Judgement {state: 'stands', verdict: 'not_a_customer'}) } AS due
