// purpose  Touchpoints let go of what their old version carried.
// mode     write
// param    ids  LIST<STRING>  touchpoint ids
UNWIND $ids AS id
MATCH (:Touchpoint {id: id})-[link:CARRIED|VIA|IN_CAMPAIGN|ABOUT]->()
DELETE link
