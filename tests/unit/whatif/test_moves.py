"""Who is merged, split and unchanged, from member sets alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.whatif.figures import Moved
from app.whatif.moves import Fate, before, count, families, named

PARTITIONS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["P-1", "P-2", "P-3", "P-4", None]))


def persons(owners: dict[str, str | None]) -> dict[str, frozenset[str]]:
    """Member sets from who owns each member."""
    return {id_: frozenset(each for each, own in owners.items() if own == id_) for id_ in sorted({own for own in owners.values() if own})}


def sets(text: str) -> dict[str, frozenset[str]]:
    """`P-1:ab P-2:c` as member sets."""
    return {id_: frozenset(members) for id_, _, members in (word.partition(":") for word in text.split())}


def fates(old: str, new: str) -> dict[str, Fate]:
    """What becomes of the persons of one text in the other."""
    return {id_: fate for family in families(sets(old), sets(new)) for id_, fate in family.fates.items()}


def test_every_fate() -> None:
    """Each fate by an example; who keeps exactly its members is in no family."""
    assert fates("P-1:ab P-2:c P-3:z", "P-1:abc P-3:z") == {"P-1": Fate.MERGED, "P-2": Fate.MERGED}
    assert fates("P-1:abc", "P-1:ab P-9:c") == {"P-1": Fate.SPLIT}
    assert fates("P-1:abc P-2:d", "P-1:ab P-2:cd") == {"P-1": Fate.REARRANGED, "P-2": Fate.MERGED}
    assert fates("P-1:ab P-2:cd", "P-1:a P-2:cde") == {"P-1": Fate.ALTERED, "P-2": Fate.ALTERED}
    assert fates("P-1:ab", "") == {"P-1": Fate.GONE}
    assert fates("P-1:ab", "P-7:ab") == {}


@given(PARTITIONS, PARTITIONS)
def test_families_tell_all_that_changes_and_nothing_else(old: dict[str, str | None], new: dict[str, str | None]) -> None:
    """Taking out the families' persons and putting in those after gives the new partition; no two share a member; all have a fate."""
    found = families(persons(old), persons(new))
    left = set(persons(old).values()) - {each for family in found for each in family.before.values()}
    assert left | {each for family in found for each in family.after.values()} == set(persons(new).values())
    spans = [frozenset().union(*family.before.values(), *family.after.values()) for family in found]
    assert sum(map(len, spans)) == len(frozenset().union(*spans))
    counts = count(found, len(persons(old)))
    assert sum(counts.values()) == len(persons(old))
    assert counts[Fate.UNCHANGED] == len(set(persons(old).values()) & set(persons(new).values()))


@given(PARTITIONS, PARTITIONS)
def test_a_diary_is_told_backwards(old: dict[str, str | None], new: dict[str, str | None]) -> None:
    """From the members after and what changed hands follow the members before, also of a person that is gone."""
    moved = sorted(each for each in old.keys() | new.keys() if old.get(each) != new.get(each))
    lines = [{"person": new[each], "gained": [each]} for each in moved if new.get(each)]
    lines += [{"person": old[each], "lost": [each]} for each in moved if old.get(each)]
    known = {id_: persons(new).get(id_, frozenset()) for id_ in named(lines)}
    assert before(known, lines) == {id_: members for id_, members in persons(old).items() if id_ in known}


def test_figures_count_who_counts() -> None:
    """Parts of one journey are one; who lies on no page is no customer; unchanged journeys are in neither sum."""
    part = {"number": 0, "part": 0, "page": "1/2/0", "stage": "awareness", "steps": ["page_view"], "conversions": 0, "value": 0.0}
    bought = part | {"part": 1, "stage": "conversion", "steps": ["purchase"], "conversions": 1, "value": 5.0}
    bought |= {"creditName": ["purchase"], "creditValue": [5.0]}
    moved = Moved()
    moved.watch("P-1", [part], [bought, part])
    moved.watch("P-2", [part], [part])
    moved.watch("P-3", [part], [{name: value for name, value in part.items() if name != "page"}])
    assert (moved.before.persons, moved.before.journeys, dict(moved.before.stages)) == (2, 2, {"awareness": 2})
    after = moved.after
    assert (after.persons, after.journeys, after.steps, after.conversions, after.value) == (1, 1, 2, 1, 5.0)
    assert (dict(after.stages), dict(after.worth), dict(after.types)) == ({"conversion": 1}, {"purchase": 5.0}, {"page_view": 1, "purchase": 1})
