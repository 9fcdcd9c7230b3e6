// purpose  An index of an earlier name goes: beside it, the one that takes its place would never be made.
// mode     schema
DROP INDEX journey_page IF EXISTS
