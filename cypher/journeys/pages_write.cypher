// purpose  Pages as they are now, and what that changes in the lists of postings.
// mode     write
// param    rows      LIST<MAP>  properties of each page
// param    postings  LIST<MAP>  id, shelf, week and pair of each list that changes, the entries that are gone from it, and as one text those that came
// return   count     INTEGER    how many pages
CYPHER replan=skip
CALL () {
  UNWIND $postings AS each
  MERGE (l:Posting {id: each.id})
  WITH l, each, reduce(text = coalesce(l.text, ''), entry IN each.gone | replace(text, entry, '')) + each.came AS text
  // In order, for what is in order already is sorted sooner when it is asked for.
  WITH l, each, substring(apoc.text.join(apoc.coll.sort(split(text, '!')), '!') + '!', 1) AS text
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
