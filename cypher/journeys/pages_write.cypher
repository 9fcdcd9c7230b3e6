// purpose  Pages as they are now, and what that changes in the lists of postings.
// mode     write
// param    rows      LIST<MAP>  properties of each page
// param    postings  LIST<MAP>  id, shelf, week and pair of each list that changes, the entries that are gone from it, and as one text those that came
// return   count     INTEGER    how many pages
// note     An entry has eleven characters, the last of which is `!` (see app/journeys/postings.py).
CYPHER replan=skip
CALL () {
  UNWIND $postings AS each
  MERGE (l:Posting {id: each.id})
  WITH l, each, reduce(text = coalesce(l.text, ''), entry IN each.gone | replace(text, entry, '')) + each.came AS text
  // Where much has come it is put in order, for that is sorted sooner when it is asked for; a few entries are not worth it.
  WITH l, each, CASE WHEN size(each.came) * 4 < size(text) THEN text ELSE substring(apoc.text.join(apoc.coll.sort(split(text, '!')), '!') + '!', 1) END AS text
  SET l.shelf = each.shelf, l.week = each.week, l.pair = each.pair, l.text = text, l.count = size(text) / 11
  WITH l WHERE l.count = 0
  DELETE l
}
UNWIND $rows AS row
MATCH (g:Page {id: row.id})
SET g = row
REMOVE g:Stale:Rough
FOREACH (rough IN CASE WHEN g.rough THEN [g] ELSE [] END | SET rough:Rough)
RETURN count(g) AS count
