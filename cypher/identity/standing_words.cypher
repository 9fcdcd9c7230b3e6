// purpose  Set aside new identifiers that are a junk word, such as null or anonymous.
// mode     auto
// param    words   LIST<STRING>  junk words in small letters
// return   barred  INTEGER       how many identifiers this was
// browser  :param words => ['null', 'anonymous']
MATCH (i:Identifier:Touched)
WHERE i.standing IS NULL AND toLower(i.value) IN $words
CALL (i) {
  SET i.standing = 'junk', i.barred = 1
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS barred
